//! Fields that hold a text in both languages.

use super::{Fields, text_of, wrong_type};
use crate::diagnostics::{Diagnostics, Placed};
use crate::documents::tree::{Node, Value};
use crate::language::Bilingual;

impl Fields<'_> {
    /// A text in both languages, `{zh: …, en: …}`; both must be there.
    pub fn bilingual(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Bilingual>> {
        let node = self.get(key)?;
        bilingual_of(node, key, diagnostics)
    }

    /// A bilingual text that must be there.
    pub fn required_bilingual(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Bilingual>> {
        if self.get(key).is_none() {
            self.missing(key, diagnostics);
            return None;
        }
        self.bilingual(key, diagnostics)
    }

    /// A text in both languages, or one text that serves for both.
    pub fn text_or_bilingual(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Bilingual>> {
        let node = self.get(key)?;
        if let Value::Text(text) = &node.value {
            text_of(node, Some(key), diagnostics)?;
            return Some(Placed::new(
                Bilingual::new(text.as_str(), text.as_str()),
                node.location.clone(),
            ));
        }
        if !matches!(node.value, Value::Table(_)) {
            let (zh, en) = ("文字或 {zh: …, en: …}", "text, or {zh: …, en: …}");
            wrong_type(node, Some(key), zh, en, diagnostics);
            return None;
        }
        bilingual_of(node, key, diagnostics)
    }

    /// The same where it must be there.
    pub fn required_text_or_bilingual(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Placed<Bilingual>> {
        if self.get(key).is_none() {
            self.missing(key, diagnostics);
            return None;
        }
        self.text_or_bilingual(key, diagnostics)
    }
}

fn bilingual_of(
    node: &Node,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Placed<Bilingual>> {
    if !matches!(node.value, Value::Table(_)) {
        wrong_type(
            node,
            Some(key),
            "{zh: …, en: …}",
            "{zh: …, en: …}",
            diagnostics,
        );
        return None;
    }
    let mut fields = Fields::new(node, diagnostics);
    let zh = fields.required_text("zh", diagnostics);
    let en = fields.required_text("en", diagnostics);
    fields.finish(diagnostics);
    Some(Placed::new(
        Bilingual::new(zh?.value, en?.value),
        node.location.clone(),
    ))
}
