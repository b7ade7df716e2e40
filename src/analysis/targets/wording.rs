//! A value in English words, made of the record and not of the translation: for tables, charts and
//! reasons, where the two cities' values stand side by side.

use rust_decimal::Decimal;

use super::record::{Comparator, Target};

/// The value with its comparator and unit: `at least 90 enterprises`, `about 1,400 people`,
/// `10 billion yuan`, `12%`, `No. 2`, `1 to 2`.
pub fn english(target: &Target) -> String {
    let unit = target.unit.as_deref();
    if unit == Some("位") {
        let place = group(target.value);
        return match target.comparator {
            Comparator::AtMost | Comparator::LessThan => format!("among the top {place}"),
            _ => format!("No. {place}"),
        };
    }
    let (value, max) = (target.value, target.max);
    let is_money = unit.is_some_and(|unit| unit.ends_with('元'));
    let one = |value: Decimal| if is_money { money(value) } else { group(value) };
    let number = match max {
        Some(max) => format!("{} to {}", one(value), one(max)),
        None => one(value),
    };
    let measured = match unit {
        Some("%") => format!("{number}%"),
        _ => match target.unit_en.as_deref() {
            Some(unit) if !unit.is_empty() => format!("{number} {unit}"),
            _ => number,
        },
    };
    let words = match target.comparator {
        Comparator::Equal | Comparator::Range => return measured,
        Comparator::AtLeast => "at least",
        Comparator::AtMost => "at most",
        Comparator::MoreThan => "more than",
        Comparator::LessThan => "nearly",
        Comparator::About => "about",
    };
    format!("{words} {measured}")
}

/// Amounts of money as English says them: 10 billion, 350 million, 80,000.
fn money(value: Decimal) -> String {
    for (scale, name) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let unit = Decimal::from(10_i64.pow(scale));
        if value.abs() >= unit
            && let Some(amount) = value.checked_div(unit)
        {
            return format!("{} {name}", group(amount));
        }
    }
    group(value)
}

/// Thousands set apart by commas, trailing zeros of the fraction left out.
pub fn group(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(a, b)| (a, Some(b)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let cases = [
            ("1400", "1,400"),
            ("90", "90"),
            ("1234567.50", "1,234,567.5"),
            ("-1000", "-1,000"),
        ];
        for (value, words) in cases {
            assert_eq!(group(value.parse().unwrap_or_default()), words);
        }
        assert_eq!(money(Decimal::from(10_000_000_000_i64)), "10 billion");
        assert_eq!(money(Decimal::from(135_000_000)), "135 million");
        assert_eq!(money(Decimal::from(80_000)), "80,000");
    }
}
