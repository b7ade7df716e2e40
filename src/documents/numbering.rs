//! The number at the start of a heading or paragraph, in every form official documents use.
//!
//! GB/T 9704 numbers levels 一、 (一) 1. (1); regulations number 第一章 第一条; emergency plans
//! 1 and 1.1; typists mix widths, brackets and blanks. What looks like a number and is none
//! (`2022年`, `1.5倍`, `一批`) is left alone.

mod marks;
#[cfg(test)]
mod tests;

use marks::{Reader, is_measure};

/// A way of numbering. The order is the customary depth, outermost first; a document may use
/// another order, so depth is found from the document and not from this table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// 第一编, 第一篇, 第一部分; `Part 1`
    Part,
    /// 第一章; `Chapter 1`
    Chapter,
    /// 第一节; `Section 1`
    Division,
    /// 第一条; `Article 1`
    Article,
    /// `I.`, Ⅰ、
    Roman,
    /// 一、 一. 一,
    Chinese,
    /// (一) ㈠
    ChineseBrackets,
    /// 一)
    ChineseHalfBracket,
    /// 1 followed by a blank
    Bare,
    /// 1. 1、 ⒈
    Arabic,
    /// 1.1 (two parts), 1.1.1 (three)
    Dotted(u8),
    /// (1) ⑴
    ArabicBrackets,
    /// 1)
    ArabicHalfBracket,
    /// ① ❶ ㊀
    Circled,
    /// 甲、 (甲)
    Stem,
    /// A. a) (a)
    Letter,
    /// 一是, 一要, 第一, and 其一, at the start of a paragraph
    Ordinal,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub form: Form,
    /// Its value; of 1.2.3 the last part.
    pub value: u32,
    /// How many bytes of the text it takes: blanks before it and its punctuation included, blanks
    /// after it not.
    pub len: usize,
}

type FormReader = fn(&mut Reader<'_>) -> Option<(Form, u32)>;

/// Reads the number at the start of `text`; `None` where there is none, or nothing but a number
/// with no mark that makes it one.
pub fn read(text: &str) -> Option<Number> {
    let mut reader = Reader::new(text);
    reader.skip_blanks();
    let start = reader.clone();
    let forms: [FormReader; 8] = [
        single_character,
        in_brackets,
        named_level,
        chinese,
        arabic,
        roman,
        stem_or_letter,
        english_level,
    ];
    for form in forms {
        let mut attempt = start.clone();
        if let Some((form, value)) = form(&mut attempt) {
            return Some(Number {
                form,
                value,
                len: attempt.position(),
            });
        }
    }
    None
}

/// ① ⑴ ⒈ ㈠ Ⅰ: one character that is a number. ⒈ carries its mark, the others may have one.
fn single_character(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let (form, value) = marks::single(reader.next()?)?;
    if form == Form::Roman {
        reader.skip_blanks();
        return reader.separator().map(|_| (form, value));
    }
    if form != Form::Arabic {
        reader.mark_after_bracket();
    }
    Some((form, value))
}

/// (一) （1） (a): a number between brackets of any width.
fn in_brackets(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    reader.opening_bracket()?;
    reader.skip_blanks();
    let (form, value) = if let Some(value) = reader.chinese_numeral() {
        (Form::ChineseBrackets, value)
    } else if let Some(value) = reader.arabic_digits(3) {
        (Form::ArabicBrackets, value)
    } else if let Some(value) = reader.stem() {
        (Form::Stem, value)
    } else {
        (Form::Letter, reader.letter()?)
    };
    reader.skip_blanks();
    reader.closing_bracket()?;
    reader.mark_after_bracket();
    Some((form, value))
}

/// 第一章 第一节 第一条 第一部分; 第一， and 其一， as ordinals.
fn named_level(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let first = reader.next()?;
    if first != '第' && first != '其' {
        return None;
    }
    reader.skip_blanks();
    let value = match reader.chinese_numeral() {
        Some(value) => value,
        None if first == '第' => reader.arabic_digits(4)?,
        None => return None,
    };
    reader.skip_blanks();
    if first == '第' {
        for (name, form) in marks::LEVELS {
            if reader.take(name) {
                reader.mark_after_bracket();
                return Some((form, value));
            }
        }
    }
    reader.pause()?;
    reader.has_more().then_some((Form::Ordinal, value))
}

/// 一、 一. 一, 一) 一是, and 一 followed by a blank.
fn chinese(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let value = reader.chinese_numeral()?;
    let direct = reader.clone();
    if reader.take("是") || reader.take("要") {
        return ordinal_text_follows(reader).then_some((Form::Ordinal, value));
    }
    reader.skip_blanks();
    if reader.closing_bracket().is_some() {
        reader.mark_after_bracket();
        return Some((Form::ChineseHalfBracket, value));
    }
    if let Some(mark) = reader.separator() {
        let enumeration = mark.joins() && reader.clone().counts_on_in_chinese(value);
        return (!enumeration).then_some((Form::Chinese, value));
    }
    let blank = reader.position() > direct.position();
    let follows = reader.peek()?;
    let heading = blank && marks::is_han(follows) && !marks::is_numeral(follows);
    *reader = direct;
    (heading && !is_measure(follows)).then_some((Form::Chinese, value))
}

/// Is what follows 一是 the text of an item? `一是一` and a mere `一是` are none.
fn ordinal_text_follows(reader: &Reader<'_>) -> bool {
    let mut rest = reader.clone();
    rest.skip_blanks();
    rest.peek()
        .is_some_and(|next| !marks::is_numeral(next) && !"。；;,，、".contains(next))
}

/// 1. 1、 1) 1.1, and 1 followed by a blank.
fn arabic(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let value = reader.arabic_digits(3)?;
    let digits = reader.clone();
    if let Some(dotted) = dotted(&mut reader.clone()) {
        let (form, value, after) = dotted;
        reader.move_to(after);
        return Some((form, value));
    }
    reader.skip_blanks();
    if reader.closing_bracket().is_some() {
        reader.mark_after_bracket();
        return Some((Form::ArabicHalfBracket, value));
    }
    if let Some(mark) = reader.separator() {
        let number = mark.joins() && !reader.clone().counts_on_in_arabic(value)
            || !mark.joins() && !reader.peek().is_some_and(marks::is_digit)
            || reader.clone().year_follows();
        return number.then_some((Form::Arabic, value));
    }
    let blank = reader.position() > digits.position();
    let follows = reader.peek()?;
    *reader = digits;
    (blank && marks::is_han(follows) && !is_measure(follows) && !marks::is_numeral(follows))
        .then_some((Form::Bare, value))
}

/// The rest of 1.1 or 1.2.3 after its first part: form, last part, and where it ends. A decimal
/// (1.5倍, 3.2%) is none.
fn dotted(reader: &mut Reader<'_>) -> Option<(Form, u32, usize)> {
    let mut parts: u8 = 1;
    let mut value = 0;
    let mut end = 0;
    loop {
        let mut next = reader.clone();
        if next.dot().is_none() {
            break;
        }
        let Some(part) = next.arabic_digits(2) else {
            if parts > 1 && !next.peek().is_some_and(marks::is_digit) {
                *reader = next;
                end = reader.position();
            }
            break;
        };
        value = part;
        parts = parts.checked_add(1)?;
        *reader = next;
        end = reader.position();
    }
    if parts < 2 || value == 0 {
        return None;
    }
    let mut rest = reader.clone();
    rest.skip_blanks();
    let follows = rest.peek()?;
    let blank = rest.position() > reader.position();
    let text = marks::is_han(follows) || (blank && follows.is_alphabetic());
    let decimal = is_measure(follows) || marks::is_numeral(follows);
    (text && (parts > 2 || !decimal)).then_some((Form::Dotted(parts), value, end))
}

/// I. IV、 followed by text: letters that make a Roman numeral.
fn roman(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let value = reader.roman_letters()?;
    reader.letter_mark()?;
    Some((Form::Roman, value))
}

/// 甲、 A. a)
fn stem_or_letter(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    if let Some(value) = reader.stem() {
        reader.skip_blanks();
        reader.separator()?;
        return reader
            .clone()
            .stem()
            .is_none()
            .then_some((Form::Stem, value));
    }
    let value = reader.letter()?;
    reader.letter_mark()?;
    Some((Form::Letter, value))
}

/// Article 5, Chapter 2: the forms of translations.
fn english_level(reader: &mut Reader<'_>) -> Option<(Form, u32)> {
    let names = [
        ("article", Form::Article),
        ("chapter", Form::Chapter),
        ("section", Form::Division),
        ("part", Form::Part),
    ];
    let form = names
        .into_iter()
        .find_map(|(name, form)| reader.take_letters(name).then_some(form))?;
    let before = reader.position();
    reader.skip_blanks();
    if reader.position() == before {
        return None;
    }
    let value = reader.arabic_digits(4).or_else(|| reader.roman_letters())?;
    if reader.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    reader.mark_after_bracket();
    Some((form, value))
}
