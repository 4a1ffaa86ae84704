//! The binary as people and programs meet it: started, stopped, killed, and asked the wrong things.

mod client;
mod config;
mod durability;
mod harness;
mod openapi;
mod push;
mod push_map;
mod serve;
