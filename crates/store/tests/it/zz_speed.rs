use crate::support::{Harness, batch, row};
use std::time::Instant;
on_both! {
    fn speed(database) {
        let t = Instant::now();
        let harness = Harness::new(database);
        eprintln!("{:?} migrate {:?}", database.kind(), t.elapsed());
        let areas = harness.store.areas().unwrap();
        let sheets = harness.store.indicators().unwrap();
        let names: Vec<String> = sheets.iter().filter(|s| s.formula.is_none() && s.max.is_none()).map(|s| s.code.to_string()).collect();
        let mk = |add: f64| { let mut v = vec![]; for n in &names { for y in 2009..2017u16 { for a in areas.iter() { v.push(row(n, a.code.as_str(), y, add)); } } } v };
        let rows = mk(5.0);
        let n = rows.len();
        let t = Instant::now();
        harness.push(batch(rows));
        eprintln!("{:?} new {n} rows {:?}", database.kind(), t.elapsed());
        let t = Instant::now();
        harness.push(batch(mk(5.0)));
        eprintln!("{:?} unchanged {:?}", database.kind(), t.elapsed());
        let t = Instant::now();
        harness.push(batch(mk(6.0)));
        eprintln!("{:?} changed {:?}", database.kind(), t.elapsed());
        let t = Instant::now();
        harness.push(batch([row("CTX.POP","0840200",2012,7.0)]));
        eprintln!("{:?} one row {:?}", database.kind(), t.elapsed());
        let t = Instant::now();
        harness.series("CTX.POP");
        eprintln!("{:?} cold block {:?}", database.kind(), t.elapsed());
        let t = Instant::now();
        for _ in 0..1000 { harness.series("CTX.POP"); }
        eprintln!("{:?} warm block {:?}", database.kind(), t.elapsed()/1000);
        let t = Instant::now();
        let p = harness.store.observations(&Default::default(), None, 100).unwrap();
        eprintln!("{:?} observations of {} {:?}", database.kind(), p.total, t.elapsed());
        let t = Instant::now();
        harness.store.batches("srda", None, 10).unwrap();
        eprintln!("{:?} batches {:?}", database.kind(), t.elapsed());
    }
}
