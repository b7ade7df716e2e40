//! Numbers of pages: every section has one, and adding a section or a year moves few others.

use super::{Input, Plan, Section};

/// A plan's numbers come in steps of this many, some of them spare.
pub(super) const STEP: u32 = 8;

/// A section with its number and its plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// Number of the page, unique in the index; not every number is taken.
    pub(super) number: u32,
    /// The section.
    pub(super) section: &'a Section<'a>,
}

/// A plan with its first number.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlanPlace<'a> {
    /// The plan.
    pub(super) plan: &'a Plan<'a>,
    /// Number of its first section, a multiple of [`STEP`].
    pub(super) first: u32,
    /// How many numbers are its own, a multiple of [`STEP`].
    pub(super) room: u32,
}

/// All plans and sections in the order of their numbers.
#[derive(Debug, Clone)]
pub(super) struct Order<'a> {
    plans: Vec<PlanPlace<'a>>,
    pages: Vec<Place<'a>>,
    end: u32,
}

impl<'a> Order<'a> {
    /// Oldest year first, so that a new year's plans come after all others; then the site's order.
    /// Each plan has room for a section or more, so that one that is added moves no other plan's.
    pub(super) fn new(input: &'a Input<'a>) -> Self {
        let mut sorted: Vec<&Plan> = input.plans.iter().collect();
        sorted.sort_by_key(|plan| plan.year);
        let mut order = Self {
            plans: Vec::with_capacity(sorted.len()),
            pages: Vec::new(),
            end: 0,
        };
        for plan in sorted {
            let sections = u32::try_from(plan.sections.len()).unwrap_or(u32::MAX / 4);
            let room = (sections + 1).next_multiple_of(STEP);
            order.plans.push(PlanPlace {
                plan,
                first: order.end,
                room,
            });
            order.pages.extend(
                (order.end..)
                    .zip(&plan.sections)
                    .map(|(number, section)| Place { number, section }),
            );
            order.end += room;
        }
        order
    }

    /// The plans in the order of their numbers.
    pub(super) fn plans(&self) -> &[PlanPlace<'a>] {
        &self.plans
    }

    /// The sections in the order of their numbers.
    pub(super) fn pages(&self) -> &[Place<'a>] {
        &self.pages
    }

    /// A plan's sections in chunks of so many numbers, a divisor of [`STEP`], each with the number of
    /// the chunk; those of spare numbers are left out.
    pub(super) fn chunks_of(
        &self,
        place: &PlanPlace,
        numbers: u32,
    ) -> impl Iterator<Item = (usize, &[Place<'a>])> {
        let at = |number: u32| self.pages.partition_point(|page| page.number < number);
        (place.first..place.first + place.room)
            .step_by(numbers as usize)
            .map(move |start| {
                let pages = self.pages.get(at(start)..at(start + numbers));
                ((start / numbers) as usize, pages.unwrap_or_default())
            })
            .filter(|(_, pages)| !pages.is_empty())
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> usize {
        self.pages.len()
    }

    /// The first number that no plan has.
    pub(super) fn end(&self) -> u32 {
        self.end
    }
}
