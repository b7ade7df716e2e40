//! Numbers as Chinese prose writes them: `1,286`, `１２`, `3.5万`, `1亿2千万`,
//! `三百`, `两千零五`, `一百二`, `八九十`, `十余万`, `三点五`, `壹佰贰拾叁`, `廿三`.

use rust_decimal::Decimal;

mod arabic;
mod chinese;

pub use arabic::digit_value;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits, with or without a scale word: `1.2万`.
    Arabic,
    /// Chinese numerals: `三百`.
    Chinese,
    /// A scale word that stands for the number itself: `千亿`, `百`.
    Scale,
}

/// One number read from the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// The value, scale words included; the lower end of an approximate pair (`八九十`).
    pub value: Decimal,
    /// The upper end of an approximate pair.
    pub max: Option<Decimal>,
    /// Followed by `余`, `多` or `几`: somewhat more than `value`.
    pub more: bool,
    /// Followed by `来`: roughly `value`.
    pub about: bool,
    /// How it is written.
    pub form: Form,
    /// The scale words after the digits, multiplied (`3-5万`: the first number borrows it); 1 without.
    pub scale: Decimal,
    /// How many characters it takes, scale words and `余` included.
    pub len: usize,
}

/// No number that is exact takes more characters.
const LONGEST: usize = 64;

/// Reads the number at the beginning of `chars`; `None` where none begins or
/// where it is too large to be exact.
pub fn read(chars: &[char]) -> Option<Numeral> {
    let first = *chars.first()?;
    // A run of thousands of digits is no number; it must not be read from each of them to its end.
    let chars = chars.get(..LONGEST).unwrap_or(chars);
    if digit_value(first).is_some() {
        arabic::read(chars)
    } else {
        chinese::read(chars)
    }
}

/// The value of a text that is a number and nothing else.
pub fn parse(text: &str) -> Option<Decimal> {
    let chars: Vec<char> = text.trim().chars().collect();
    let (sign, rest) = match chars.split_first() {
        Some(('-' | '－' | '−' | '负' | '負', rest)) => (-Decimal::ONE, rest),
        _ => (Decimal::ONE, chars.as_slice()),
    };
    let numeral = read(rest)?;
    (numeral.len == rest.len() && numeral.max.is_none()).then(|| numeral.value * sign)
}

/// The value of a text written in Chinese numerals alone, as numbering uses
/// them: `一` → 1, `十二` → 12, `一百零三` → 103, `二〇` → 20.
pub fn parse_chinese(text: &str) -> Option<u64> {
    let chars: Vec<char> = text.chars().collect();
    if let [one] = chars[..] {
        return chinese::digit(one).map(u64::from).or(match one {
            '十' | '拾' => Some(10),
            '廿' => Some(20),
            '卅' => Some(30),
            _ => None,
        });
    }
    if chars.len() > 1 && chars.iter().all(|&c| chinese::digit(c).is_some()) {
        return chars.iter().try_fold(0u64, |sum, &c| {
            sum.checked_mul(10)?
                .checked_add(u64::from(chinese::digit(c)?))
        });
    }
    let numeral = chinese::read(&chars)?;
    let plain = numeral.len == chars.len() && numeral.max.is_none() && !numeral.more;
    if plain {
        u64::try_from(numeral.value).ok()
    } else {
        None
    }
}

/// The value of a number used for numbering, in any writing: Chinese numerals,
/// digits of either width, `①`, `⑴`, `⒈`, `㈠`, Roman numerals (`Ⅳ`).
pub fn parse_ordinal(text: &str) -> Option<u64> {
    let text = text.trim();
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && let Some(value) = enclosed(only)
    {
        return Some(u64::from(value));
    }
    if !text.is_empty() && text.chars().all(|c| digit_value(c).is_some()) {
        return text
            .chars()
            .filter_map(digit_value)
            .try_fold(0u64, |sum, digit| {
                sum.checked_mul(10)?.checked_add(u64::from(digit))
            });
    }
    parse_chinese(text)
}

/// The value of a character that is a number in itself: `①` 1, `⑵` 2, `⒊` 3,
/// `㈣` 4, `Ⅴ` 5, `❻` 6.
pub fn enclosed(c: char) -> Option<u32> {
    let within = |start: char, end: char, base: u32| {
        (start..=end)
            .contains(&c)
            .then(|| c as u32 - start as u32 + base)
    };
    within('①', '⑳', 1)
        .or_else(|| within('⑴', '⒇', 1))
        .or_else(|| within('⒈', '⒛', 1))
        .or_else(|| within('㈠', '㈩', 1))
        .or_else(|| within('㊀', '㊉', 1))
        .or_else(|| within('Ⅰ', 'Ⅻ', 1))
        .or_else(|| within('ⅰ', 'ⅻ', 1))
        .or_else(|| within('❶', '❿', 1))
        .or_else(|| within('➀', '➉', 1))
        .or_else(|| within('㉑', '㉟', 21))
}

/// Whether a number in Chinese or Arabic writing may begin with this character.
pub fn may_begin(c: char) -> bool {
    digit_value(c).is_some() || chinese::may_begin(c)
}

/// Whether the character belongs to Chinese numerals (`三`, `百`, `万`, `〇`).
pub fn is_chinese_numeral(c: char) -> bool {
    chinese::may_begin(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        match read(&chars) {
            None => "-".to_owned(),
            Some(n) => {
                let mut out = n.value.normalize().to_string();
                if let Some(max) = n.max {
                    out = format!("{out}..{}", max.normalize());
                }
                if n.more {
                    out.push('+');
                }
                if n.about {
                    out.push('~');
                }
                if n.len < chars.len() {
                    out = format!("{out} /{}", chars.iter().skip(n.len).collect::<String>());
                }
                out
            }
        }
    }

    #[test]
    fn numbers_in_every_writing() {
        let cases = "
            12 12; 1,286 1286; １２ 12; １，２８６ 1286; 0.6 0.6; 1.35亿 135000000; 3.5万 35000; 5.67万亿 5670000000000;
            1亿2千万 120000000; 3万4000 34000; 7万5千4百 75400; 1千零1 1001; 2千零30万 20300000; 1千5百万 15000000; 10万万 1000000000;
            30余万 300000+; 2.3亿余 230000000+; 10多亿 1000000000+; 1500余 1500+; 100来 100~;
            5千瓦 5|千瓦; 5万千瓦 50000|千瓦; 1.5百分点 1.5|百分点; 2025年 2025|年; 3万亩 30000|亩;
            一 1; 两 2; 十 10; 十二 12; 二十 20; 廿三 23; 一百零五 105; 一百二 120; 两千零五 2005; 三千五 3500; 两万五 25000;
            一亿两千万 120000000; 三百五十万亿 350000000000000; 四万万 400000000; 五亿零六 500000006;
            壹佰贰拾叁 123; 拾萬零五十六 100056; 二〇二五 2025; 一二三四 1234; 半百 50;
            三点五 3.5; 三点五万 35000; 零点六 0.6; 十二点五 12.5; 两千三点一 2300.1;
            八九十 80..90; 十七八 17..18; 三四百 300..400; 两三 2..3; 三五 3..5; 一百二三十 120..130; 七八万 70000..80000;
            十余万 100000+; 十几 10+; 二十几万 200000+; 三百余 300+; 一百多 100+; 二十来 20~;
            千亿 100000000000; 百 100; 万亿 1000000000000; 百万 1000000;
            几十 -; 数百 -; 若干 -; 十四五 14..15; 十五五 15|五; 三点五十分 3|点五十分";
        for case in cases.split(';').map(str::trim) {
            let (text, expected) = case.split_once(' ').expect("a case is a text and a value");
            assert_eq!(value(text), expected.replace('|', " /"), "{text}");
        }
    }

    #[test]
    fn numbering() {
        for (text, expected) in [
            ("一", Some(1)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("一百零三", Some(103)),
            ("二〇", Some(20)),
            ("①", Some(1)),
            ("⑵", Some(2)),
            ("１２", Some(12)),
            ("㈢", Some(3)),
            ("Ⅳ", Some(4)),
            ("一批", None),
            ("", None),
        ] {
            assert_eq!(parse_ordinal(text), expected, "{text}");
        }
    }

    #[test]
    fn too_large_is_no_number() {
        let long = "9".repeat(60);
        assert_eq!(parse(&long), None);
        assert_eq!(parse(&"兆".repeat(40)), None);
    }
}
