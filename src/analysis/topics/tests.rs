use super::*;
use crate::diagnostics::Location;
use crate::language::Bilingual;

fn topic(id: &str, terms: &[&str], except: &[&str]) -> Topic {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Topic {
        id: id.to_owned(),
        name: Bilingual::new(id, id),
        scope: None,
        terms: owned(terms),
        except: owned(except),
        also_en: Vec::new(),
        broader: Vec::new(),
        location: Location::of_path("content/topics.toml"),
    }
}

/// The topics of a text's terms, with the 、 of their clauses.
fn hits(text: &str) -> Vec<(String, u32)> {
    let topics = [
        topic("zones", &["高新区", "高新技术产业开发区"], &[]),
        topic("industry", &["高新技术产业"], &[]),
        topic("enterprises", &["高企"], &["高企贷"]),
        topic("ai", &["人工智能"], &[]),
        topic("attraction", &["双招双引"], &[]),
    ];
    let matcher = Matcher::new(&topics);
    let folded = Folded::of_text(text, 0, |_| false);
    let found = matcher.hits(&folded);
    found
        .into_iter()
        .flat_map(|hit| {
            let topics = matcher.leads_to(hit.pattern).iter();
            topics.map(move |index| (*index, hit.listed))
        })
        .map(|(index, listed)| (topics[index].id.clone(), listed))
        .collect()
}

#[test]
fn the_longest_term_wins() {
    let cases: [(&str, &[(&str, u32)]); 6] = [
        ("创建高新技术产业开发区", &[("zones", 0)]),
        ("发展高新技术产业", &[("industry", 0)]),
        ("推广“高企贷”,培育高企", &[("enterprises", 0)]),
        (
            "在新材料、人工智能、新能源等领域,建设高新区",
            &[("ai", 2), ("zones", 0)],
        ),
        ("开展“双招双引”工作", &[("attraction", 0)]),
        ("深化改革", &[]),
    ];
    for (text, expected) in cases {
        let expected: Vec<(String, u32)> = expected
            .iter()
            .map(|(topic, listed)| ((*topic).to_owned(), *listed))
            .collect();
        assert_eq!(hits(text), expected, "{text}");
    }
}
