//! `gongbao targets`: what the extractor sees in any text.

use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Common, Failed, tell};
use crate::analysis::targets::{Context, Target, extract, json as record};
use crate::language::Lang;
use crate::model::Kind;

mod lines;
mod table;

/// Arguments of `targets`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  echo 力争全年新增高新技术企业90家以上 | gongbao targets\n  gongbao targets report.txt --kind report --format json\n  gongbao targets labelled.jsonl --input jsonl --explain\n\nA line of --input jsonl: {\"t\": \"text\", \"h\": \"heading above it\"}"
)]
pub(super) struct Args {
    /// The text, a text a line; standard input where it is left out or - / 文件，每行一段
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Language of the text / 文本语言
    #[arg(long, value_enum, default_value = "zh")]
    lang: TextLanguage,
    /// Kind of the document, where headings and sentences do not say / 文件类别
    #[arg(long, value_enum)]
    kind: Option<DocumentKind>,
    /// Plain text, or JSON lines with "t" and "h"; jsonl for files of that name / 输入格式
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// A table, or a JSON object per line of input; a table on a terminal / 输出格式
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Say which rule read which words / 说明所用规则
    #[arg(long)]
    explain: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TextLanguage {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DocumentKind {
    Plan,
    Report,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    Text,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

/// Reads the file or standard input and prints what was found.
pub(super) fn run(common: &Common, args: &Args) -> Result<ExitCode, Failed> {
    let source: Box<dyn Read> = match args.file.as_deref().filter(|path| path.as_os_str() != "-") {
        None => Box::new(std::io::stdin().lock()),
        Some(path) => {
            let file = std::fs::File::open(path)
                .map_err(|error| super::unreadable(path, &error, common.lang()))?;
            Box::new(file)
        }
    };
    let out = std::io::stdout();
    let terminal = out.is_terminal();
    let settings = Settings::of(args, terminal, common.lang());
    let mut out = BufWriter::new(out.lock());
    match convert(&settings, BufReader::new(source), &mut out) {
        Ok(0) => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::FAILURE),
        // A reader that went away is no failure.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => {
            let path = args
                .file
                .as_deref()
                .unwrap_or_else(|| std::path::Path::new("-"));
            Err(super::unreadable(path, &error, common.lang()))
        }
    }
}

/// Arguments with their defaults filled in.
struct Settings {
    context: Context,
    input: Input,
    format: Format,
    messages: Lang,
    /// What the input is called in messages.
    name: String,
}

impl Settings {
    fn of(args: &Args, terminal: bool, messages: Lang) -> Self {
        let named_jsonl = args
            .file
            .as_ref()
            .and_then(|path| path.extension())
            .is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"));
        Self {
            context: Context {
                lang: match args.lang {
                    TextLanguage::Zh => Lang::Zh,
                    TextLanguage::En => Lang::En,
                },
                kind: args.kind.map(|kind| match kind {
                    DocumentKind::Plan => Kind::Plan,
                    DocumentKind::Report => Kind::Report,
                }),
                explain: args.explain,
                ..Context::default()
            },
            input: args.input.unwrap_or(if named_jsonl {
                Input::Jsonl
            } else {
                Input::Text
            }),
            format: args.format.unwrap_or(if terminal {
                Format::Human
            } else {
                Format::Json
            }),
            messages,
            name: args
                .file
                .as_ref()
                .map_or_else(|| "-".to_owned(), |path| path.display().to_string()),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    t: String,
    #[serde(default)]
    h: Option<String>,
}

/// Reads texts, writes what they hold; how many lines could not be read.
fn convert(
    settings: &Settings,
    input: impl BufRead,
    out: &mut impl Write,
) -> std::io::Result<usize> {
    let mut faults = 0;
    let mut heading = String::new();
    let mut lines = lines::Lines::of(&settings.name, input);
    for number in 1.. {
        let Some(line) = lines.next()? else {
            break;
        };
        let line = line.as_str();
        let (text, heading) = match settings.input {
            Input::Text => {
                if is_heading(line) {
                    line.clone_into(&mut heading);
                }
                (line.to_owned(), heading.clone())
            }
            Input::Jsonl if line.trim().is_empty() => (String::new(), String::new()),
            Input::Jsonl => match serde_json::from_str::<Line>(line) {
                Ok(line) => (line.t, line.h.unwrap_or_default()),
                Err(error) => {
                    faults += 1;
                    tell(&match settings.messages {
                        Lang::Zh => {
                            format!(
                                "第 {number} 行不是 {{\"t\": …, \"h\": …}}（第 {} 列）",
                                error.column()
                            )
                        }
                        Lang::En => format!("line {number}: {error}"),
                    });
                    (String::new(), String::new())
                }
            },
        };
        let context = Context {
            heading,
            ..settings.context.clone()
        };
        let targets = extract(&text, &context);
        match settings.format {
            Format::Json => {
                write_json(out, &text, &targets, settings.context.explain)?;
            }
            Format::Human => {
                table::write(out, &targets, settings.messages, settings.context.explain)?;
            }
        }
    }
    out.flush()?;
    if let Some(fault) = lines.fault() {
        faults += 1;
        tell(fault.message.get(settings.messages));
    }
    Ok(faults)
}

fn write_json(
    out: &mut impl Write,
    text: &str,
    targets: &[Target],
    explain: bool,
) -> std::io::Result<()> {
    let targets: Vec<Map<String, Value>> = targets
        .iter()
        .map(|target| {
            let mut fields = record::record(target);
            if explain {
                let readings = target
                    .readings
                    .iter()
                    .map(|reading| json!({"rule": reading.rule, "words": reading.words}));
                fields.insert("readings".to_owned(), readings.collect());
            }
            fields
        })
        .collect();
    serde_json::to_writer(&mut *out, &json!({"t": text, "targets": targets}))?;
    out.write_all(b"\n")
}

/// A heading of the first level in running text (一、2025年工作回顾): it tells the kind of what
/// follows.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let number = line
        .chars()
        .take_while(|c| "一二三四五六七八九十".contains(*c))
        .count();
    number > 0
        && line.chars().nth(number) == Some('、')
        && line.chars().count() <= 40
        && !line.contains(['。', '；', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(input: Input, text: &str) -> Vec<Value> {
        converted_bytes(input, text.as_bytes()).0
    }

    fn converted_bytes(input: Input, bytes: &[u8]) -> (Vec<Value>, usize) {
        let settings = Settings {
            context: Context::default(),
            input,
            format: Format::Json,
            messages: Lang::En,
            name: "-".to_owned(),
        };
        let mut out = Vec::new();
        let faults = convert(&settings, bytes, &mut out).expect("memory can be written");
        let lines = String::from_utf8(out)
            .expect("the output is UTF-8")
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .collect();
        (lines, faults)
    }

    #[test]
    fn other_encodings_are_read() {
        let text = "table 1\n新增企业90家以上。\n力争实现增长12%。\n";
        let (gb18030, ..) = encoding_rs::GB18030.encode(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let mut be = vec![0xfe, 0xff];
        be.extend(units.iter().flat_map(|unit| unit.to_be_bytes()));
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(text.as_bytes());
        let expected = converted(Input::Text, text);
        for bytes in [gb18030.as_ref(), &le, &be, &marked] {
            assert_eq!(
                converted_bytes(Input::Text, bytes),
                (expected.clone(), 0),
                "{:?}",
                bytes.get(..4)
            );
        }
    }

    #[test]
    fn damaged_text_is_read_as_far_as_it_can_be() {
        let mut bytes = "新增企业90家以上。\n建成".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend("公园3个。\n新增学位20个。".as_bytes());
        let (lines, faults) = converted_bytes(Input::Text, &bytes);
        assert_eq!((lines.len(), faults), (3, 1));
        assert_eq!(lines[2]["targets"][0]["value"], 20);
    }

    #[test]
    fn one_object_a_line_blank_lines_too() {
        let found = converted(Input::Text, "新增企业90家以上。\n\n无\r\n");
        assert_eq!(found.len(), 3);
        assert_eq!(found[0]["t"], "新增企业90家以上。");
        assert_eq!(found[0]["targets"][0]["value"], 90);
        assert_eq!(found[1], json!({"t": "", "targets": []}));
        assert_eq!(found[2]["t"], "无");
    }

    #[test]
    fn headings_tell_the_kind() {
        let found = converted(
            Input::Text,
            "一、2025年工作回顾\n新增企业90家。\n二、2026年工作安排\n新增企业90家。\n",
        );
        assert_eq!(found[1]["targets"][0]["kind"], "achievement");
        assert_eq!(found[3]["targets"][0]["kind"], "target");
        let found = converted(
            Input::Jsonl,
            "{\"t\": \"新增企业90家。\", \"h\": \"工作回顾\"}\n\nnonsense\n",
        );
        assert_eq!(found.len(), 3);
        assert_eq!(found[0]["targets"][0]["kind"], "achievement");
    }

    #[test]
    fn every_field_is_there() {
        let found = converted(Input::Text, "新增企业90家。\n");
        let fields = found[0]["targets"][0].as_object().expect("a record");
        for name in [
            "city",
            "year",
            "covers",
            "kind",
            "indicator",
            "indicator_id",
            "indicator_en",
            "action",
            "sense",
            "scope",
            "actor",
            "comparator",
            "value",
            "max",
            "baseline",
            "unit",
            "unit_en",
            "text",
            "period",
            "sentence",
            "sentence_en",
            "start",
            "end",
            "checked",
        ] {
            assert!(fields.contains_key(name), "{name}");
        }
    }
}
