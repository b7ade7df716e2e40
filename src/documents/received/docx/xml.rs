//! XML as a tree of elements with local names; prefixes differ between programs and say nothing here.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The most elements a part may have.
const MOST_ELEMENTS: usize = 1_500_000;
/// The deepest nesting; real files have some twenty levels.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Element {
    /// Name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Elements and text inside, in order.
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Child {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// The attribute with this local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element inside with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The `val` of the first element inside with this name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Is there an element with this name that is switched on?
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.child(name).is_some_and(|element| {
            !matches!(
                element.attribute("val"),
                Some("0" | "false" | "off" | "none")
            )
        })
    }

    /// The text inside, at any depth.
    pub(super) fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Child::Element(element) => element.text(),
                Child::Text(text) => text.clone(),
            })
            .collect()
    }
}

/// Parses a part; the error says what is wrong and at which byte.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, String> {
    let decoded = decode(bytes)?;
    let mut reader = Reader::from_str(&decoded);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0_usize;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| format!("{error} (byte {})", reader.error_position()))?;
        match event {
            Event::Start(tag) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST_ELEMENTS {
                    return Err("too many or too deeply nested elements".to_owned());
                }
                open.push(element(&tag)?);
            }
            Event::Empty(tag) => {
                count += 1;
                if count > MOST_ELEMENTS {
                    return Err("too many elements".to_owned());
                }
                let done = element(&tag)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else {
                    return Err("an end tag without start".to_owned());
                };
                match open.last_mut() {
                    Some(parent) => parent.children.push(Child::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = reference
                    .resolve_char_ref()
                    .map_err(|error| error.to_string())?;
                let character = if let Some(character) = resolved {
                    character.to_string()
                } else {
                    let name = reference.xml10_content();
                    quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or_else(|| format!("unknown entity &{name};"))?
                        .to_owned()
                };
                push_text(&mut open, &character);
            }
            // Entities of its own are how XML is made to explode; Word writes none.
            Event::DocType(_) => return Err("a document type is not allowed".to_owned()),
            Event::Eof => return Err("the file ends inside an element".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// XML is UTF-8, or UTF-16 with a mark.
fn decode(bytes: &[u8]) -> Result<String, String> {
    let encoding =
        encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
    match encoding.decode_with_bom_removal(bytes) {
        (text, false) => Ok(text.into_owned()),
        (_, true) => Err(format!("not in {}", encoding.name())),
    }
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        match element.children.last_mut() {
            Some(Child::Text(last)) => last.push_str(text),
            _ => element.children.push(Child::Text(text.to_owned())),
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        attributes.push((name, value.into_owned()));
    }
    Ok(Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes,
        children: Vec::new(),
    })
}
