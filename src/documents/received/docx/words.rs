//! What the elements of a paragraph say: text, formulas, alternatives, raised digits.

use super::xml::{Child, Element};

/// The text of `w:t`. Blanks at its ends count only where the file says so (xml:space).
pub(super) fn own_text(element: &Element) -> String {
    let text: String = element
        .children
        .iter()
        .filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        })
        .collect();
    let text = text.replace(['\r', '\n'], " ");
    if element.attribute("space") == Some("preserve") {
        text
    } else {
        text.trim_matches([' ', '\t']).to_owned()
    }
}

pub(super) fn math_text(element: &Element) -> String {
    element
        .elements()
        .map(|inside| {
            if inside.name == "t" {
                inside.text()
            } else {
                math_text(inside)
            }
        })
        .collect()
}

/// Of alternatives, the first choice; the fallback says the same for older programs.
pub(super) fn chosen(alternatives: &Element) -> Option<&Element> {
    alternatives
        .child("Choice")
        .or_else(|| alternatives.child("Fallback"))
}

pub(super) fn is_contents(block: &Element) -> bool {
    block
        .child("sdtPr")
        .and_then(|properties| properties.child("docPartObj"))
        .and_then(|part| part.value("docPartGallery"))
        .is_some_and(|gallery| gallery.contains("Table of Contents"))
}

pub(super) fn find_boxes(element: &Element, boxes: &mut Vec<Element>) {
    if element.name == "txbxContent" {
        boxes.push(element.clone());
        return;
    }
    if element.name == "AlternateContent" {
        if let Some(choice) = chosen(element) {
            find_boxes(choice, boxes);
        }
        return;
    }
    for inside in element.elements() {
        find_boxes(inside, boxes);
    }
}

/// The elements called `name` inside, not looking into those called one of `closed`.
pub(super) fn find<'a>(
    element: &'a Element,
    name: &str,
    closed: &[&str],
    found: &mut Vec<&'a Element>,
) {
    for inside in element.elements() {
        if inside.name == name {
            found.push(inside);
        } else if inside.name == "del"
            || inside.name == "moveFrom"
            || closed.contains(&inside.name.as_str())
        {
        } else {
            find(inside, name, closed, found);
        }
    }
}

/// Raised and lowered digits have characters of their own: 50² is not 502.
pub(super) fn raise(text: &str, align: Option<&str>) -> String {
    let digits = match align {
        Some("superscript") => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻",
        Some("subscript") => "₀₁₂₃₄₅₆₇₈₉₊₋",
        _ => return text.to_owned(),
    };
    let raised = |one: char| {
        let at = "0123456789+-".chars().position(|plain| plain == one)?;
        digits.chars().nth(at)
    };
    let all: Option<String> = text.chars().map(raised).collect();
    all.unwrap_or_else(|| text.to_owned())
}
