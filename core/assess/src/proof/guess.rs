//! Which paper a file is likely to be, by its name. A guess is shown and can be changed; a name that fits two papers
//! equally well, or none, is no guess.

/// A paper as names may mean it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Evidence id.
    pub id: &'a str,
    /// Its titles, as far as they are known: in Chinese and in English. Files have Chinese names whatever the language
    /// of the page.
    pub titles: [&'a str; 2],
    /// Its number in the one application at hand; `None` when there are several.
    pub number: Option<usize>,
}

/// The least that a name must share with a title: three Chinese characters in a row, or two English words.
const ENOUGH: usize = 2;

/// The place of the paper that a file's name means best.
#[must_use]
pub fn guess(file: &str, papers: &[Named<'_>]) -> Option<usize> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    if let Some(number) = numbered(&stem) {
        return papers.iter().position(|paper| paper.number == Some(number));
    }
    if let Some(place) = papers.iter().position(|paper| stem.contains(&paper.id.to_lowercase())) {
        return Some(place);
    }
    let score = |paper: &Named<'_>| paper.titles.iter().map(|title| shared(&stem, &title.to_lowercase())).max();
    let scores: Vec<usize> = papers.iter().map(|paper| score(paper).unwrap_or(0)).collect();
    let best = scores.iter().copied().max().filter(|best| *best >= ENOUGH)?;
    let mut places = scores.iter().enumerate().filter(|(_, score)| **score == best);
    match (places.next(), places.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    }
}

/// `附件-03`, `附件3`, `附件_03 …`: the number of a paper in its application.
fn numbered(stem: &str) -> Option<usize> {
    let (_, after) = stem.split_once("附件")?;
    let digits: String =
        after.trim_start_matches(['-', '_', ' ', '－', '—']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|number| *number > 0)
}

/// What a name shares with a title: pairs of neighbouring Chinese characters, and Latin words of three letters and more.
fn shared(name: &str, title: &str) -> usize {
    let han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let letters: Vec<char> = title.chars().collect();
    let mut pairs: Vec<&[char]> = Vec::new();
    for pair in letters.windows(2).filter(|pair| pair.iter().all(|c| han(*c))) {
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    let chinese = pairs.into_iter().filter(|pair| name.contains(&pair.iter().collect::<String>())).count();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() >= 3);
        words.map(|word| word.trim_end_matches('s').to_owned()).collect()
    };
    let names = words(name);
    let mut latin = words(title);
    latin.sort();
    latin.dedup();
    chinese + latin.iter().filter(|word| names.contains(word)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPERS: [Named<'_>; 6] = [
        Named { id: "licence", titles: ["营业执照或法人证书", "Business licence"], number: Some(1) },
        Named {
            id: "audit_reports",
            titles: ["近三年审计报告", "Audit reports of the last three years"],
            number: Some(2),
        },
        Named { id: "credit_report", titles: ["公共信用信息报告", "Public credit report"], number: Some(3) },
        Named { id: "bank_credit_report", titles: ["企业征信报告（人民银行）", ""], number: Some(4) },
        Named {
            id: "title_certificates",
            titles: ["职称证书", "Certificates of professional titles"],
            number: Some(5),
        },
        Named { id: "degree_certificates", titles: ["学历学位证书", ""], number: Some(6) },
    ];

    fn found(name: &str) -> Option<&'static str> {
        guess(name, &PAPERS).map(|place| PAPERS[place].id)
    }

    #[test]
    fn names_lead_to_the_paper_that_they_share_most_with() {
        for (name, paper) in [
            ("营业执照（副本）.jpg", Some("licence")),
            ("2025年度审计报告-最终.PDF", Some("audit_reports")),
            ("信用信息报告20261101.pdf", Some("credit_report")),
            ("人民银行征信.pdf", Some("bank_credit_report")),
            ("王工 职称证书.png", Some("title_certificates")),
            ("附件-03 随便.pdf", Some("credit_report")),
            ("附件4.pdf", Some("bank_credit_report")),
            ("audit_reports_2024.pdf", Some("audit_reports")),
            ("Business licence (copy).pdf", Some("licence")),
            ("Public credit report 2026.pdf", Some("credit_report")),
        ] {
            assert_eq!(found(name), paper, "{name}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_or_fits_two_is_no_guess() {
        for name in ["扫描0001.pdf", "IMG_2034.jpg", "报告.pdf", "附件-40.pdf", "", "证书.pdf"] {
            assert_eq!(found(name), None, "{name}");
        }
    }

    #[test]
    fn english_titles_are_met_word_by_word() {
        let papers = [
            Named { id: "a", titles: ["Audit reports of three years", ""], number: None },
            Named { id: "b", titles: ["Public credit report", ""], number: None },
        ];
        assert_eq!(guess("audit-report-2024.pdf", &papers), Some(0));
        assert_eq!(guess("Credit report public.pdf", &papers), Some(1));
        assert_eq!(guess("report.pdf", &papers), None);
        assert_eq!(guess("附件-01.pdf", &papers), None);
    }
}
