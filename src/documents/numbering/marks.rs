//! The characters numbers are made of, and a reader that steps over them.

use super::Form;

/// The names of levels that stand after 第…
pub(super) const LEVELS: [(&str, Form); 6] = [
    ("部分", Form::Part),
    ("编", Form::Part),
    ("篇", Form::Part),
    ("章", Form::Chapter),
    ("节", Form::Division),
    ("条", Form::Article),
];

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// Words that count or measure: a number before one of them is a quantity.
const MEASURES: &str = "年月日号时分秒个家项名人位万亿元角倍成米里公吨亩度克升瓦次批件套台辆座所类种级届期天周岁户\
    村县区多余至到大%％‰℃平立毫兆层点版代线亿斤寸尺只头匹株棵艘架支张本册款节条比分";

/// The mark after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// . ． and their kin
    Dot,
    /// 、
    Enumeration,
    /// , ，
    Comma,
}

impl Mark {
    /// Does the mark also join the parts of an enumeration (一、二季度)?
    pub(super) fn joins(self) -> bool {
        self == Self::Enumeration
    }
}

/// A blank in the sense of typists: full-width and no-break ones too.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

pub(super) fn is_digit(character: char) -> bool {
    digit(character).is_some()
}

fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(u32::from(character) - u32::from('0')),
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => None,
    }
}

pub(super) fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
        || "“‘《〈「『".contains(character)
}

pub(super) fn is_numeral(character: char) -> bool {
    numeral_digit(character).is_some() || numeral_unit(character).is_some()
}

pub(super) fn is_measure(character: char) -> bool {
    MEASURES.contains(character)
}

fn numeral_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn numeral_unit(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The value of a Chinese numeral below 10,000, with units (一百零二) or digit by digit (二〇). Not
/// the reader of quantities: to that 八九十 is a quantity and 一〇 none; for lists it is the reverse.
fn numeral_value(numeral: &str) -> Option<u32> {
    if !numeral.chars().any(|one| numeral_unit(one).is_some()) {
        return positional_value(numeral);
    }
    let mut total = 0;
    let mut pending: Option<u32> = None;
    let mut last_unit = 10_000;
    for (at, one) in numeral.chars().enumerate() {
        if let Some(unit) = numeral_unit(one) {
            let times = match pending.take() {
                Some(0) => return None,
                Some(times) => times,
                None if unit == 10 && at == 0 => 1,
                None => return None,
            };
            if unit >= last_unit {
                return None;
            }
            last_unit = unit;
            total += times * unit;
        } else {
            match (pending, numeral_digit(one)?) {
                (None | Some(0), value) => pending = Some(value),
                (Some(_), _) => return None,
            }
        }
    }
    match pending {
        Some(0) => None,
        Some(value) => Some(total + value),
        None => Some(total),
    }
}

fn positional_value(numeral: &str) -> Option<u32> {
    let digits: Vec<u32> = numeral.chars().map(numeral_digit).collect::<Option<_>>()?;
    let plain = digits.len() == 1 || (digits.len() <= 4 && digits.contains(&0));
    if !plain || digits.first() == Some(&0) {
        return None;
    }
    Some(digits.into_iter().fold(0, |sum, one| sum * 10 + one))
}

/// The form and value of a character that is a whole number.
pub(super) fn single(character: char) -> Option<(Form, u32)> {
    let code = u32::from(character);
    let from = |first: u32, value: u32| code - first + value;
    Some(match code {
        0x2460..=0x2473 => (Form::Circled, from(0x2460, 1)),
        0x3251..=0x325f => (Form::Circled, from(0x3251, 21)),
        0x32b1..=0x32bf => (Form::Circled, from(0x32b1, 36)),
        0x2776..=0x277f => (Form::Circled, from(0x2776, 1)),
        0x2780..=0x2789 => (Form::Circled, from(0x2780, 1)),
        0x278a..=0x2793 => (Form::Circled, from(0x278a, 1)),
        0x24eb..=0x24f4 => (Form::Circled, from(0x24eb, 11)),
        0x24f5..=0x24fe => (Form::Circled, from(0x24f5, 1)),
        0x3280..=0x3289 => (Form::Circled, from(0x3280, 1)),
        0x2474..=0x2487 => (Form::ArabicBrackets, from(0x2474, 1)),
        0x2488..=0x249b => (Form::Arabic, from(0x2488, 1)),
        0x3220..=0x3229 => (Form::ChineseBrackets, from(0x3220, 1)),
        0x249c..=0x24b5 => (Form::Letter, from(0x249c, 1)),
        0x2160..=0x216b => (Form::Roman, from(0x2160, 1)),
        0x2170..=0x217b => (Form::Roman, from(0x2170, 1)),
        _ => return None,
    })
}

/// Steps through the start of a text.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn move_to(&mut self, at: usize) {
        self.at = at;
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn next_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|next| wanted(*next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.next_if(is_blank).is_some() {}
    }

    /// Is there anything but blanks left?
    pub(super) fn has_more(&self) -> bool {
        self.rest().chars().any(|one| !is_blank(one))
    }

    pub(super) fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes an ASCII word in any case of letters.
    pub(super) fn take_letters(&mut self, word: &str) -> bool {
        let found = self
            .rest()
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.at += word.len();
        }
        found
    }

    pub(super) fn chinese_numeral(&mut self) -> Option<u32> {
        let run: &str = self.rest();
        let end = run.find(|one| !is_numeral(one)).unwrap_or(run.len());
        let value = numeral_value(run.get(..end)?)?;
        self.at += end;
        Some(value)
    }

    /// At most `most` digits of one number; a longer run of digits is no number of a list.
    pub(super) fn arabic_digits(&mut self, most: usize) -> Option<u32> {
        let run = self.rest();
        let end = run.find(|one| !is_digit(one)).unwrap_or(run.len());
        let digits: Vec<u32> = run.get(..end)?.chars().filter_map(digit).collect();
        if digits.is_empty() || digits.len() > most {
            return None;
        }
        self.at += end;
        Some(digits.into_iter().fold(0, |sum, one| sum * 10 + one))
    }

    pub(super) fn stem(&mut self) -> Option<u32> {
        let next = self.peek()?;
        let value = STEMS.chars().position(|stem| stem == next)?;
        self.at += next.len_utf8();
        u32::try_from(value + 1).ok()
    }

    pub(super) fn letter(&mut self) -> Option<u32> {
        let letter = self.next_if(|one| one.is_ascii_alphabetic())?;
        if self.peek().is_some_and(|next| next.is_ascii_alphanumeric()) {
            return None;
        }
        Some(u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1)
    }

    /// Roman numerals up to 39, all in one case.
    pub(super) fn roman_letters(&mut self) -> Option<u32> {
        let run = self.rest();
        let end = run
            .find(|one: char| !one.is_ascii_alphabetic())
            .unwrap_or(run.len());
        let word = run.get(..end)?;
        let upper = word.to_ascii_uppercase();
        if word != upper && word != word.to_ascii_lowercase() {
            return None;
        }
        let value = (1..40).find(|value| roman(*value) == upper)?;
        self.at += end;
        Some(value)
    }

    pub(super) fn opening_bracket(&mut self) -> Option<char> {
        self.next_if(|one| "(（﹙".contains(one))
    }

    pub(super) fn closing_bracket(&mut self) -> Option<char> {
        self.next_if(|one| ")）﹚".contains(one))
    }

    pub(super) fn dot(&mut self) -> Option<char> {
        self.next_if(|one| ".．﹒".contains(one))
    }

    /// The mark that makes a numeral a number. 丶 (a stroke) is often typed for 、.
    pub(super) fn separator(&mut self) -> Option<Mark> {
        if self.dot().is_some() {
            return Some(Mark::Dot);
        }
        if self.next_if(|one| "、丶﹑､".contains(one)).is_some() {
            return Some(Mark::Enumeration);
        }
        self.next_if(|one| ",，﹐".contains(one))
            .map(|_| Mark::Comma)
    }

    /// A mark that adds nothing, as in (一)、
    pub(super) fn mark_after_bracket(&mut self) {
        self.next_if(|one| "、丶﹑.．﹒".contains(one));
    }

    /// The pause after 第一 or 其一.
    pub(super) fn pause(&mut self) -> Option<char> {
        self.next_if(|one| ",，﹐、丶：:".contains(one))
    }

    /// The mark after a letter or a Roman numeral; `A.I.` has none.
    pub(super) fn letter_mark(&mut self) -> Option<()> {
        if self.closing_bracket().is_some() {
            return Some(());
        }
        let mark = self.separator()?;
        let next = self.peek();
        let word = next.is_some_and(|one| one.is_ascii_alphanumeric() || is_digit(one));
        (mark != Mark::Comma && !word && next.is_some()).then_some(())
    }

    /// After 一、: does 二 follow as the next part of an enumeration (一、二季度)?
    pub(super) fn counts_on_in_chinese(mut self, value: u32) -> bool {
        self.chinese_numeral() == Some(value + 1)
            && self
                .peek()
                .is_some_and(|next| is_measure(next) || "、季产三类手等楼轮组、和及".contains(next))
    }

    /// After 1、: does 2 follow as the next part of an enumeration (1、2号线)?
    pub(super) fn counts_on_in_arabic(mut self, value: u32) -> bool {
        self.arabic_digits(3).is_some_and(|next| next == value + 1)
    }

    /// After 1.: does a year follow (1.2022年底前……)?
    pub(super) fn year_follows(mut self) -> bool {
        self.arabic_digits(4).is_some_and(|year| year >= 1000) && self.take("年")
    }
}

/// Writes 1 to 39 in Roman capitals.
fn roman(value: u32) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = "X".repeat((value / 10) as usize);
    let one = ones.get((value % 10) as usize).copied().unwrap_or_default();
    format!("{tens}{one}")
}
