//! What a mistake in YAML or TOML is called, and how it is mended. The parsers speak to
//! programmers, and in English only.

use crate::diagnostics::{Diagnostic, Location, Rule};
use crate::language::{Bilingual, Words};

/// A mistake: words of a parser's message that tell it, its name, its mend.
struct Slip {
    told_by: &'static [&'static str],
    name: Words,
    mend: Words,
}

macro_rules! slips {
    ($([$($told:literal),+] $name_zh:literal / $name_en:literal; $mend_zh:literal / $mend_en:literal;)*) => {
        &[$(Slip {
            told_by: &[$($told),+],
            name: Words { zh: $name_zh, en: $name_en },
            mend: Words { zh: $mend_zh, en: $mend_en },
        }),*]
    };
}

/// Mistakes in front matter; the first that is told counts.
static YAML: &[Slip] = slips! {
    ["tab"] "用制表符（Tab）缩进" / "a tab where only spaces may stand";
        "请把制表符改为空格。" / "Replace the tab by spaces.";
    ["simple key expected"] "这一行不是“键: 值”" / "this line is no “key: value”";
        "请写成“键: 值”，冒号用半角，后面空一格。" / "Write key: value, with an ASCII colon and a space.";
    ["mapping values", "mapping keys", "simple key", "':'"] "冒号用错了地方" / "a colon where none may stand";
        "值里有冒号加空格的，给整个值加引号：title: \"甲: 乙\"；每个键各写一行“键: 值”，上一行的括号和引号要成对。"
        / "Put a value that holds a colon and a space in quotation marks: title: \"A: B\"; write each key on its own line, key: value, and close the brackets and quotation marks of the line above.";
    ["did not find expected key"] "这一行不是“键: 值”，或缩进与上一行不齐" / "this line is no “key: value”, or is not in line with the one above";
        "请写成“键: 值”，同一层的键左边对齐；值里有引号的，整个值换另一种引号括起。"
        / "Write key: value, with the keys of one level in line; put a value that holds quotation marks in marks of the other kind.";
    ["flow", "bracket"] "括号没有成对，或其中缺少逗号" / "brackets do not pair, or a comma is missing between them";
        "请补上 ] 或 }，各项之间用半角逗号隔开。" / "Close with ] or }, and put commas between the items.";
    ["escape", "surrogate"] "双引号中反斜杠之后的字符有误" / "a wrong character after a backslash in quotation marks";
        "反斜杠本身写作 \\\\；或改用单引号。" / "Write a backslash as \\\\, or use single quotation marks.";
    ["quoted scalar", "quote"] "引号没有成对" / "a quotation mark is not closed";
        "请补上另一个引号。" / "Add the other quotation mark.";
    ["'-' indicator", "block sequence"] "列表的写法有误" / "a list is not written as one";
        "列表每项一行，以“- ”开头，左边对齐；或写在一行：[甲, 乙]。" / "Write each item on its own line after “- ”, all in line, or all in one: [A, B].";
    ["indent"] "缩进不齐" / "lines are not indented alike";
        "同一层的行左边对齐，只用空格。" / "Indent the lines of one level alike, with spaces.";
    ["anchor", "alias"] "用了 & 或 *（锚点和引用）" / "anchors (&) and aliases (*) are not allowed";
        "请把内容写出来；值以 & 或 * 开头的，加引号。" / "Write it out; put a value that begins with & or * in quotation marks.";
    ["recursion", "too deeply"] "层次太多" / "nested too deeply";
        "文件头最多十六层，通常两层就够。" / "Front matter may be sixteen levels deep; two are mostly enough.";
    ["document", "after the end"] "结束标记之后还有内容" / "something stands after the end of the front matter";
        "请删去“...”这一行，把键都写在两行“---”之间。" / "Remove the line “...”, and write all keys between the two lines “---”.";
    ["tag", "directive", "unexpected character"] "有一个符号不能用在这里" / "a character that may not stand here";
        "值以 ! % @ ` 等符号开头的，请加引号。" / "Put a value that begins with ! % @ ` or the like in quotation marks.";
    ["a key must be a word"] "键不是一个词" / "a key is no word";
        "键写一个词，不用括号。" / "Write one word for a key, without brackets.";
    ["unexpected"] "内容在这里中断" / "the content breaks off here";
        "请检查最后一行是否写完。" / "See whether the last line is complete.";
};

/// Mistakes in TOML files.
static TOML: &[Slip] = slips! {
    ["string values must be quoted", "invalid value"] "值没有加引号" / "a text is not in quotation marks";
        "文字要加引号：name = \"…\"；数和 true、false 不加。" / "Put texts in quotation marks: name = \"…\"; numbers, true and false stand without.";
    ["missing opening quote", "multi-line", "quote"] "引号没有成对" / "quotation marks do not pair";
        "请补上另一个引号；文字里的引号写作 \\\"。" / "Add the other quotation mark; write one inside a text as \\\".";
    ["key with no value", "missing value", "missing assignment"] "缺少等号或值" / "an equals sign or a value is missing";
        "请写成“键 = 值”。" / "Write key = value.";
    ["duplicate key"] "键写了两次" / "a key is written twice";
        "请删去其中一个。" / "Remove one of them.";
    ["comma"] "逗号多了或少了" / "a comma is missing or too many";
        "各项之间用一个半角逗号隔开。" / "Put one comma between the items.";
    ["unclosed", "missing table", "missing array", "missing inline", "inline table"] "括号没有成对" / "brackets do not pair";
        "请补上缺少的 ] 或 }。" / "Close with ] or }.";
    ["key"] "键的写法有误" / "a key is not written as one";
        "键用英文字母、数字、连字符和下划线；含其他字符的，加引号。" / "A key has Latin letters, digits, hyphens and underscores; put any other in quotation marks.";
    ["recurs"] "层次太多" / "nested too deeply";
        "请减少嵌套。" / "Nest less.";
    ["escape", "unicode"] "反斜杠之后的字符有误" / "a wrong character after a backslash";
        "反斜杠本身写作 \\\\。" / "Write a backslash as \\\\.";
    ["radix", "sign", "zero", "digit", "number", "`_`"] "数的写法有误" / "a number is not written as one";
        "数用半角数字，不带单位和千分位逗号。" / "Write digits without unit and without commas.";
    ["datetime", "date"] "日期的写法有误" / "a date is not written as one";
        "日期写作 2022-04-11。" / "Write dates as 2022-04-11.";
};

/// Which language a file is written in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Grammar {
    /// Front matter.
    Yaml,
    /// `*.toml`.
    Toml,
}

/// The finding for a parser's message.
pub(super) fn slip(
    rule: &'static Rule,
    grammar: Grammar,
    location: Location,
    message: &str,
) -> Diagnostic {
    let table = match grammar {
        Grammar::Yaml => YAML,
        Grammar::Toml => TOML,
    };
    let lower = message.to_lowercase();
    let known = table
        .iter()
        .find(|slip| slip.told_by.iter().any(|words| lower.contains(words)));
    let (zh, en) = match grammar {
        Grammar::Yaml => ("文件头的格式有误", "the front matter cannot be read"),
        Grammar::Toml => ("文件格式有误", "the file cannot be read"),
    };
    let Some(slip) = known else {
        // The place is right all the same.
        let words = Bilingual::new(format!("{zh}，从这里读不下去"), format!("{en}: {message}"));
        return Diagnostic::new(rule, location, words);
    };
    let words = Bilingual::new(
        format!("{zh}：{}", slip.name.zh),
        format!("{en}: {}", slip.name.en),
    );
    Diagnostic::new(rule, location, words).help(slip.mend.zh, slip.mend.en)
}
