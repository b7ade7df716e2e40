//! Numbers in the formats of Word's lists (ST_NumberFormat, ECMA-376 part 1, 17.18.59).

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = [
    '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
];

/// Writes `value`; `None` for a format that is not known.
pub(super) fn write(value: u32, format: &str) -> Option<String> {
    Some(match format {
        "decimal" | "decimalHalfWidth" => value.to_string(),
        "decimalZero" => format!("{value:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => value
            .to_string()
            .chars()
            .filter_map(|digit| char::from_u32(u32::from(digit) - u32::from('0') + 0xff10))
            .collect(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => counting(value, &DIGITS, &['十', '百', '千'], true)?,
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counting(value, &LEGAL, &['拾', '佰', '仟'], false)?
        }
        "ideographDigital"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital"
        | "koreanDigital"
        | "koreanDigital2" => by_digit(value),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(
            value,
            &[(1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32b1)],
        ),
        "decimalEnclosedFullstop" => enclosed(value, &[(1, 20, 0x2488)]),
        "decimalEnclosedParen" => enclosed(value, &[(1, 20, 0x2474)]),
        "ideographEnclosedCircle" => enclosed(value, &[(1, 10, 0x3280)]),
        "ideographTraditional" => cycle(value, &STEMS),
        "ideographZodiac" => cycle(value, &BRANCHES),
        "ideographZodiacTraditional" => {
            format!("{}{}", cycle(value, &STEMS), cycle(value, &BRANCHES))
        }
        "upperRoman" => roman(value),
        "lowerRoman" => roman(value).to_lowercase(),
        "upperLetter" => letters(value),
        "lowerLetter" => letters(value).to_lowercase(),
        "none" => String::new(),
        _ => return None,
    })
}

/// Is it a character of symbol fonts, which say nothing outside them?
pub(super) fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xe000..=0xf8ff)
}

/// Is it a Chinese numeral or stem, as a number without mark ends?
pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(u32::from(character), 0x2460..=0x24ff | 0x2776..=0x2793 | 0x3200..=0x32ff)
}

/// 一百零二; below twenty 十二 rather than 一十二 where the format leaves the 一 out.
fn counting(value: u32, digits: &[char; 10], units: &[char; 3], short_ten: bool) -> Option<String> {
    if value == 0 {
        return Some(digits.first()?.to_string());
    }
    if value > 9999 {
        return Some(value.to_string());
    }
    let mut out = String::new();
    let mut zero = false;
    for power in (0..4_u32).rev() {
        let digit = value / 10_u32.pow(power) % 10;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            out.push('零');
        }
        if !(short_ten && power == 1 && digit == 1 && out.is_empty()) {
            out.push(*digits.get(digit as usize)?);
        }
        if let Some(unit) = (power as usize).checked_sub(1).and_then(|at| units.get(at)) {
            out.push(*unit);
        }
    }
    Some(out)
}

fn by_digit(value: u32) -> String {
    value
        .to_string()
        .chars()
        .filter_map(|digit| DIGITS.get(digit.to_digit(10)? as usize))
        .collect()
}

fn enclosed(value: u32, ranges: &[(u32, u32, u32)]) -> String {
    ranges
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&value))
        .and_then(|(first, _, code)| char::from_u32(code + value - first))
        .map_or_else(|| value.to_string(), |one| one.to_string())
}

fn cycle(value: u32, words: &[char]) -> String {
    let at = (value.max(1) - 1) as usize % words.len().max(1);
    words.get(at).map_or_else(String::new, char::to_string)
}

/// A, B … Z, AA, BB as Word counts.
fn letters(value: u32) -> String {
    let value = value.max(1) - 1;
    let letter = char::from_u32(u32::from('A') + value % 26).unwrap_or('A');
    std::iter::repeat_n(letter, (value / 26 + 1).min(100) as usize).collect()
}

fn roman(value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value > 9999 {
        return value.to_string();
    }
    let mut left = value;
    let mut out = String::new();
    for (worth, letters) in PARTS {
        while left >= worth {
            out.push_str(letters);
            left -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn every_format_is_written_as_word_does() {
        let cases = [
            (12, "chineseCounting", "十二"),
            (20, "chineseCountingThousand", "二十"),
            (101, "chineseCountingThousand", "一百零一"),
            (110, "chineseCountingThousand", "一百一十"),
            (1001, "chineseCountingThousand", "一千零一"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (20, "ideographDigital", "二〇"),
            (12, "decimalFullWidth", "１２"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircleChinese", "㉑"),
            (3, "decimalEnclosedFullstop", "⒊"),
            (3, "decimalEnclosedParen", "⑶"),
            (2, "ideographTraditional", "乙"),
            (1, "ideographZodiacTraditional", "甲子"),
            (4, "upperRoman", "IV"),
            (28, "lowerLetter", "bb"),
            (3, "decimalZero", "03"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(write(value, format).as_deref(), Some(expected), "{format}");
        }
        assert_eq!(write(1, "thaiLetters"), None);
    }
}
