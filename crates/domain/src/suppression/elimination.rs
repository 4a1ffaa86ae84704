//! Gauss–Jordan elimination in whole numbers: which unknowns have one value.

use super::{Equation, terms};

/// The unknowns that follow from the equations when everything else is known: those that stand alone in a row of the
/// reduced system. `None` when the numbers grow out of bounds.
pub(super) fn determined(equations: &[Equation], unknown: &[usize]) -> Option<Vec<usize>> {
    let mut rows: Vec<Vec<i128>> = Vec::with_capacity(equations.len());
    for equation in equations {
        let mut row = vec![0_i128; unknown.len()];
        for (cell, weight) in terms(equation) {
            if let Ok(at) = unknown.binary_search(&cell) {
                row[at] += i128::from(weight);
            }
        }
        rows.push(row);
    }
    let mut rank = 0;
    for column in 0..unknown.len() {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else {
            continue;
        };
        rows.swap(rank, pivot);
        let pivot = rows[rank].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            if at != rank && row[column] != 0 {
                *row = without(row, &pivot, column)?;
            }
        }
        rank += 1;
    }
    let alone = rows.iter().filter_map(|row| {
        let mut filled = row.iter().enumerate().filter(|(_, factor)| **factor != 0);
        match (filled.next(), filled.next()) {
            (Some((at, _)), None) => Some(unknown[at]),
            _ => None,
        }
    });
    Some(alone.collect())
}

/// A row from which a column is taken out by means of another, in lowest terms.
fn without(row: &[i128], pivot: &[i128], column: usize) -> Option<Vec<i128>> {
    let (of_row, of_pivot) = (row[column], pivot[column]);
    let mut result = Vec::with_capacity(row.len());
    for (one, other) in row.iter().zip(pivot) {
        result.push(
            one.checked_mul(of_pivot)?
                .checked_sub(other.checked_mul(of_row)?)?,
        );
    }
    let divisor = result
        .iter()
        .fold(0, |divisor, one| common_divisor(divisor, one.unsigned_abs()));
    if let Ok(divisor) = i128::try_from(divisor)
        && divisor > 1
    {
        result.iter_mut().for_each(|one| *one /= divisor);
    }
    Some(result)
}

fn common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
