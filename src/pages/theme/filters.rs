//! What templates can do to a value beside Tera's own filters.

#![expect(
    clippy::needless_pass_by_value,
    reason = "the engine hands a filter its arguments by value"
)]

use std::io::Write;

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Adds the filters, and an escaper that writes runs of text instead of single bytes.
pub(super) fn register(engine: &mut Tera) {
    engine.set_escape_fn(escape);
    engine.register_filter("fill", fill);
    engine.register_filter("counted", counted);
    engine.register_filter("unit", unit);
    engine.register_filter("thousands", |n: i64, _: Kwargs, _: &State| thousands(n));
}

/// What stands for a byte in HTML; empty where it stands for itself.
static ENTITIES: [&[u8]; 256] = {
    let mut table: [&[u8]; 256] = [b""; 256];
    table[b'&' as usize] = b"&amp;";
    table[b'<' as usize] = b"&lt;";
    table[b'>' as usize] = b"&gt;";
    table[b'"' as usize] = b"&quot;";
    table[b'\'' as usize] = b"&#39;";
    table
};

/// Writes text as HTML, quotation marks included: it may stand in an attribute.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let entity = ENTITIES
            .get(usize::from(*byte))
            .copied()
            .unwrap_or_default();
        if !entity.is_empty() {
            out.write_all(bytes.get(start..at).unwrap_or_default())?;
            out.write_all(entity)?;
            start = at + 1;
        }
    }
    out.write_all(bytes.get(start..).unwrap_or_default())
}

/// `{{ w.home.years | fill(from=2021, to=2023) }}`: puts values in place of `{from}` and `{to}`.
fn fill(text: &str, values: Kwargs, _: &State) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values.iter() {
        let value = match value.as_i64() {
            // Years and numbers as they are; counts go through `counted`.
            Some(number) => number.to_string(),
            None => value.as_str().unwrap_or_default().to_owned(),
        };
        filled = filled.replace(&format!("{{{name}}}"), &value);
    }
    filled
}

/// `{{ n | counted(as=w.count.tasks) }}`: the word's form for this number, `{n}` filled in.
fn counted(number: i64, arguments: Kwargs, _: &State) -> TeraResult<String> {
    let form = form(number, &arguments)?;
    Ok(form.replace("{n}", &thousands(number)))
}

/// `{{ n | unit(as=w.unit.tasks) }}`: the word's form for this number, without the number.
fn unit(number: i64, arguments: Kwargs, _: &State) -> TeraResult<String> {
    Ok(form(number, &arguments)?.to_owned())
}

fn form(number: i64, arguments: &Kwargs) -> TeraResult<&str> {
    let words: &Value = arguments.must_get("as")?;
    let form = words
        .as_map()
        .map_or_else(
            || words.as_str(),
            |forms| {
                let wanted = if number == 1 { "one" } else { "other" };
                forms
                    .get(&wanted.into())
                    .or_else(|| forms.get(&"other".into()))
                    .and_then(Value::as_str)
            },
        )
        .unwrap_or("{n}");
    Ok(form)
}

/// Digits in groups of three.
pub(crate) fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    if number < 0 {
        grouped.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{escape, thousands};

    #[test]
    fn text_is_escaped_in_runs() {
        let mut out = Vec::new();
        escape("六安 <b a=\"1\"> & 'x'", &mut out).expect("written");
        let expected = "六安 &lt;b a=&quot;1&quot;&gt; &amp; &#39;x&#39;";
        assert_eq!(String::from_utf8(out).as_deref(), Ok(expected));
    }

    #[test]
    fn digits_go_in_threes() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
