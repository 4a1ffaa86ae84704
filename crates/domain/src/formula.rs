//! Formulas of derived indicators: `100 * EDU.PRE.ENROLLED / CTX.POP1_6`, `growth(CTX.POP)`.
//!
//! Grammar, with space anywhere between the signs:
//!
//! ```text
//! sum     = product (('+' | '-' | '−') product)*
//! product = factor (('*' | '×' | '/' | '÷') factor)*
//! factor  = number | operand | call | '(' sum ')' | ('-' | '−') factor
//! operand = code ['[' ('-' | '−') periods ']']
//! call    = 'share' '(' sum ',' sum ')'
//!         | 'per' '(' number ',' sum ',' sum ')'
//!         | ('change' | 'growth') '(' operand ')'
//! ```
//!
//! A code is that of another indicator and stands for its value in the same area and period; `CODE[-n]` stands for its
//! value n periods earlier. The functions are short forms and nothing else: `share(A, B)` is `100 * A / B`,
//! `per(1000, A, B)` is `1000 * A / B`, `change(A)` is `A - A[-1]`, and `growth(A)` is `100 * (A / A[-1] - 1)`.
//! `docs/CATALOGUE.md` says it for those who write sheets.

use crate::indicator::IndicatorCode;
use crate::locale::exact;
use crate::text::Language;
use reader::Reader;
use std::fmt;

pub use invalid::{Expected, InvalidFormula};

mod invalid;
mod reader;

/// The furthest that a formula looks back, in periods: five years of months.
pub const FURTHEST_BACK: u16 = 60;

/// A formula that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    root: Node,
}

/// What stands for a figure in a formula: an indicator in the same period or in an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Operand {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// How many periods earlier; 0 for the same one.
    pub back: u16,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Number(f64),
    Operand(Operand),
    Negative(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// When the text does not follow the grammar; the error names the place.
    pub fn parse(text: &str) -> Result<Formula, InvalidFormula> {
        Reader::read(text).map(|(formula, _)| formula)
    }

    /// Reads a formula, and where each operand stands in it, in characters from 1.
    pub(crate) fn parse_with_places(text: &str) -> Result<(Formula, Vec<(Operand, usize)>), InvalidFormula> {
        Reader::read(text)
    }

    /// The indicators it uses, each once, in the order they appear.
    pub fn inputs(&self) -> Vec<IndicatorCode> {
        let mut found: Vec<IndicatorCode> = Vec::new();
        for operand in self.operands() {
            if !found.contains(&operand.indicator) {
                found.push(operand.indicator);
            }
        }
        found
    }

    /// The figures it uses, each once, in the order they appear.
    pub fn operands(&self) -> Vec<Operand> {
        let mut found = Vec::new();
        self.root.collect(&mut found);
        found
    }

    /// Its value; `None` when an operand has none, or when it divides by zero.
    ///
    /// ```
    /// # use blis_domain::formula::Formula;
    /// let formula = Formula::parse("growth(A)").unwrap();
    /// let value = formula.evaluate(&|operand| Some(if operand.back == 1 { 80.0 } else { 84.0 }));
    /// assert_eq!(value.map(f64::round), Some(5.0));
    /// ```
    pub fn evaluate(&self, input: &dyn Fn(&Operand) -> Option<f64>) -> Option<f64> {
        self.root.evaluate(input).filter(|value| value.is_finite())
    }

    /// Its operands with their weights, when it is a weighted sum of them and nothing else: then each follows from all
    /// the others, which whoever hides one of them has to know.
    ///
    /// ```
    /// # use blis_domain::formula::Formula;
    /// let weights = |text| {
    ///     let weights = Formula::parse(text).unwrap().weights()?;
    ///     Some(weights.into_iter().map(|(_, weight)| weight).collect::<Vec<f64>>())
    /// };
    /// assert_eq!(weights("A - 2 * (B + C)"), Some(vec![1.0, -2.0, -2.0]));
    /// assert_eq!(weights("A / B"), None);
    /// ```
    pub fn weights(&self) -> Option<Vec<(Operand, f64)>> {
        let mut weights: Vec<(Operand, f64)> = Vec::new();
        self.root.add_weights(1.0, &mut weights)?;
        weights.retain(|(_, weight)| *weight != 0.0);
        Some(weights)
    }

    /// The formula in the signs of arithmetic, with what `operand` says in the place of each operand.
    pub fn written(&self, language: Language, operand: &dyn Fn(&Operand) -> String) -> String {
        self.root.written(language, operand)
    }
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.back {
            0 => write!(f, "{}", self.indicator),
            back => write!(f, "{}[-{back}]", self.indicator),
        }
    }
}

impl Node {
    fn collect(&self, found: &mut Vec<Operand>) {
        match self {
            Node::Number(_) => {}
            Node::Operand(operand) if !found.contains(operand) => found.push(operand.clone()),
            Node::Operand(_) => {}
            Node::Negative(node) => node.collect(found),
            Node::Binary(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    fn evaluate(&self, input: &dyn Fn(&Operand) -> Option<f64>) -> Option<f64> {
        match self {
            Node::Number(number) => Some(*number),
            Node::Operand(operand) => input(operand),
            Node::Negative(node) => Some(-node.evaluate(input)?),
            Node::Binary(operator, left, right) => {
                let (left, right) = (left.evaluate(input)?, right.evaluate(input)?);
                match operator {
                    Operator::Add => Some(left + right),
                    Operator::Subtract => Some(left - right),
                    Operator::Multiply => Some(left * right),
                    Operator::Divide => (right != 0.0).then(|| left / right),
                }
            }
        }
    }

    /// The value of what has no operand.
    fn constant(&self) -> Option<f64> {
        self.evaluate(&|_| None)
    }

    /// Adds `factor` times this to the weights; `None` when it is no weighted sum.
    fn add_weights(&self, factor: f64, weights: &mut Vec<(Operand, f64)>) -> Option<()> {
        match self {
            Node::Number(_) => Some(()),
            Node::Operand(operand) => {
                match weights.iter_mut().find(|(known, _)| known == operand) {
                    Some((_, weight)) => *weight += factor,
                    None => weights.push((operand.clone(), factor)),
                }
                Some(())
            }
            Node::Negative(node) => node.add_weights(-factor, weights),
            Node::Binary(operator, left, right) => match (operator, left.constant(), right.constant()) {
                (Operator::Add, ..) => {
                    left.add_weights(factor, weights)?;
                    right.add_weights(factor, weights)
                }
                (Operator::Subtract, ..) => {
                    left.add_weights(factor, weights)?;
                    right.add_weights(-factor, weights)
                }
                (Operator::Multiply, Some(constant), _) => right.add_weights(factor * constant, weights),
                (Operator::Multiply, None, Some(constant)) => left.add_weights(factor * constant, weights),
                (Operator::Divide, _, Some(constant)) if constant != 0.0 => {
                    left.add_weights(factor / constant, weights)
                }
                (Operator::Multiply | Operator::Divide, ..) => None,
            },
        }
    }

    fn written(&self, language: Language, operand: &dyn Fn(&Operand) -> String) -> String {
        let bracketed = |node: &Node, binds: u8| {
            let text = node.written(language, operand);
            if node.binds() < binds || (binds > SUM && text.starts_with('−')) {
                format!("({text})")
            } else {
                text
            }
        };
        match self {
            Node::Number(number) => exact(language, *number),
            Node::Operand(one) => operand(one),
            Node::Negative(node) => format!("−{}", bracketed(node, ATOM)),
            Node::Binary(operator, left, right) => {
                let (sign, binds) = (operator.sign(), operator.binds());
                // What stands on the left of a row of the same signs is computed first anyhow.
                format!(
                    "{} {sign} {}",
                    bracketed(left, binds),
                    bracketed(right, binds + 1)
                )
            }
        }
    }

    /// How firmly it holds together.
    fn binds(&self) -> u8 {
        match self {
            Node::Binary(operator, ..) => operator.binds(),
            Node::Negative(_) => PRODUCT,
            Node::Number(_) | Node::Operand(_) => ATOM,
        }
    }
}

const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const ATOM: u8 = 3;

impl Operator {
    fn sign(self) -> char {
        match self {
            Operator::Add => '+',
            Operator::Subtract => '−',
            Operator::Multiply => '×',
            Operator::Divide => '÷',
        }
    }

    fn binds(self) -> u8 {
        match self {
            Operator::Add | Operator::Subtract => SUM,
            Operator::Multiply | Operator::Divide => PRODUCT,
        }
    }
}

#[cfg(test)]
mod tests;
