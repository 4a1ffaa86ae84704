//! What municipalities answered about figures of their own that wait on the desk.

use crate::database::AnyConnection;
use crate::error::{Corrupt, Step, StoreError};
use crate::instant::{self, Micros};
use crate::schema::figure_answer;
use blis_domain::audit::Actor;
use blis_domain::preview::{AnswerFigure, FigureAnswer, OwnerAnswer};
use diesel::prelude::*;
use std::collections::HashMap;

/// Keeps an answer.
pub(crate) fn insert(
    connection: &mut AnyConnection,
    figure: i64,
    answer: &AnswerFigure,
    actor: &Actor,
    at: Micros,
) -> Result<(), StoreError> {
    diesel::insert_into(figure_answer::table)
        .values((
            figure_answer::figure.eq(figure),
            figure_answer::answer.eq(answer.answer.code()),
            figure_answer::note.eq(answer.text.as_deref()),
            figure_answer::actor_kind.eq(actor.kind()),
            figure_answer::actor.eq(actor.id()),
            figure_answer::at.eq(at),
        ))
        .execute(connection)
        .map(drop)
        .step("keep the answer about a figure")
}

/// The latest answer about each of the figures.
pub(crate) fn latest(
    connection: &mut AnyConnection,
    figures: &[i64],
) -> Result<HashMap<i64, FigureAnswer>, StoreError> {
    let rows: Vec<(i64, String, Option<String>, Micros)> = figure_answer::table
        .filter(figure_answer::figure.eq_any(figures))
        // Each takes the place of the one before it.
        .order(figure_answer::id)
        .select((
            figure_answer::figure,
            figure_answer::answer,
            figure_answer::note,
            figure_answer::at,
        ))
        .load(connection)
        .step("read what was answered about figures")?;
    let mut answers = HashMap::new();
    for (figure, answer, text, at) in rows {
        let answer =
            OwnerAnswer::from_code(&answer).ok_or_else(|| Corrupt::new("figure_answer.answer", &answer))?;
        let answered_at = instant::rfc3339(at)?;
        answers.insert(
            figure,
            FigureAnswer {
                answer,
                text,
                answered_at,
            },
        );
    }
    Ok(answers)
}
