//! `<lang>/feed.xml` and `<lang>/<city>/feed.xml`: plans that say when they were published (RFC
//! 4287). Where none does there is no feed: the time of a build is no date of publication.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::xml;
use crate::language::Lang;
use crate::model::{City, Moment, Plan, Site, address};
use crate::pages::PageFile;

/// Entries of a feed, the newest.
const MOST: usize = 50;

/// The cities that have a plan that says when it was published.
pub(crate) fn dated_cities(site: &Site) -> HashSet<&str> {
    site.current_plans()
        .filter(|plan| plan.publication.published.is_some())
        .map(|plan| plan.city.as_str())
        .collect()
}

/// The address of a language's feed.
pub(crate) fn address_of(lang: Lang) -> String {
    format!("{}feed.xml", address::home(lang))
}

/// The address of a city's feed.
pub(crate) fn address_of_city(lang: Lang, city: &str) -> String {
    format!("{}feed.xml", address::city(lang, city))
}

/// A feed for each language, of all cities and of each; none where no plan has a date.
pub(super) fn files(site: &Site, base: &str) -> Vec<PageFile> {
    let mut plans: Vec<(Moment, &Plan)> = site
        .current_plans()
        .filter_map(|plan| Some((plan.publication.published?, plan)))
        .collect();
    plans.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    let mut by_city: BTreeMap<&str, Vec<(Moment, &Plan)>> = BTreeMap::new();
    for (published, plan) in &plans {
        let own = by_city.entry(&plan.city).or_default();
        own.push((*published, *plan));
    }
    let cities = site
        .cities
        .iter()
        .filter_map(|city| Some((Some(city), by_city.remove(city.slug.as_str())?)));
    let mut files = Vec::new();
    for (city, mut plans) in cities.chain((!plans.is_empty()).then(|| (None, plans.clone()))) {
        plans.truncate(MOST);
        files.extend(Lang::ALL.into_iter().map(|lang| {
            let path = match city {
                Some(city) => address_of_city(lang, &city.slug),
                None => address_of(lang),
            };
            let bytes = feed(site, base, lang, city, &path, &plans).into_bytes();
            PageFile { path, bytes }
        }));
    }
    files
}

fn feed(
    site: &Site,
    base: &str,
    lang: Lang,
    city: Option<&City>,
    path: &str,
    plans: &[(Moment, &Plan)],
) -> String {
    let config = &site.config;
    let name = config.name.get(lang);
    let (home, title) = match (city, lang) {
        (None, _) => (address::home(lang), name.to_owned()),
        (Some(city), Lang::Zh) => (
            address::city(lang, &city.slug),
            format!("{name}：{}", city.name.zh),
        ),
        (Some(city), Lang::En) => (
            address::city(lang, &city.slug),
            format!("{name}: {}", city.name.en),
        ),
    };
    let updated = plans.iter().map(|(_, plan)| changed(plan)).max().flatten();
    let author = config
        .identity
        .operator
        .as_ref()
        .map_or(&config.name, |operator| &operator.host);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}/{home}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}/{path}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{base}/{home}\"/>\n\
         <author><name>{}</name></author>\n",
        lang.html(),
        xml(&title),
        updated.map_or_else(String::new, Moment::rfc3339),
        lang.html(),
        xml(author.get(lang)),
        base = xml(base),
    );
    if city.is_none() && !config.description.get(lang).is_empty() {
        let _ = writeln!(
            out,
            "<subtitle>{}</subtitle>",
            xml(config.description.get(lang))
        );
    }
    for (published, plan) in plans {
        out.push_str(&entry(site, base, lang, *published, plan));
    }
    out.push_str("</feed>\n");
    out
}

fn entry(site: &Site, base: &str, lang: Lang, published: Moment, plan: &Plan) -> String {
    let page = address::plan(lang, &plan.id);
    let other = address::plan(lang.other(), &plan.id);
    let city = site.city(&plan.city).map_or("", |city| city.name.get(lang));
    let title = match lang {
        Lang::Zh => format!("{city}：{}", plan.title_in(lang)),
        Lang::En => format!("{city}: {}", plan.title_in(lang)),
    };
    let mut out = format!(
        "<entry>\n<id>{base}/{page}</id>\n<title>{}</title>\n<published>{}</published>\n<updated>{}</updated>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{base}/{page}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" hreflang=\"{}\" href=\"{base}/{other}\"/>\n",
        xml(&title),
        published.rfc3339(),
        changed(plan).map_or_else(String::new, Moment::rfc3339),
        lang.html(),
        lang.other().html(),
        base = xml(base),
    );
    if let Some(issuer) = &plan.publication.issuer {
        let _ = writeln!(
            out,
            "<author><name>{}</name></author>",
            xml(issuer.get(lang))
        );
    }
    let headings: Vec<&str> = plan
        .roots()
        .filter(|section| section.key != "end")
        .map(|section| section.title_in(lang))
        .filter(|title| !title.is_empty())
        .collect();
    let mark = if lang == Lang::Zh { "；" } else { "; " };
    let _ = write!(
        out,
        "<summary>{}</summary>\n</entry>\n",
        xml(&headings.join(mark))
    );
    out
}

/// The last moment at which the files say that something happened to a plan.
fn changed(plan: &Plan) -> Option<Moment> {
    let publication = &plan.publication;
    let reviewed = publication.reviewed.iter().map(|review| review.on);
    let checked = plan.translation.as_ref().and_then(|made| made.checked_on);
    let later = reviewed.chain(checked).map(Moment::from);
    publication.published.into_iter().chain(later).max()
}
