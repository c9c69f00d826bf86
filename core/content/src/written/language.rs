//! Shapes of language files.

use crate::shape::{Key, Shape, Want, may, must};

const TITLE: Key = must("title", Want::Text, "a short label", "写简短的名称");
const TEXT: Key = may("text", Want::Text, "what it asks or says, in our own words", "用自己的话写它问什么、说什么");
const HELP: Key = may("help", Want::Text, "more for a newcomer", "写给初次接触者的补充说明");
const INFERRED: Key = may(
    "inferred",
    Want::Text,
    "what of it is the kit's inference, and why; needed where the rule book says inferred",
    "写其中哪些是本工具的推断、理由是什么；规则里标为推断的，必须写",
);

/// Words of one thing.
pub static WORDS_OF: Shape = Shape { name: "words", zh: "文字", keys: &[TITLE, TEXT, HELP, INFERRED] };

/// Words of something that is handed in.
pub static DOCUMENT_WORDS: Shape = Shape {
    name: "words of a document",
    zh: "提交材料的文字",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        INFERRED,
        may(
            "asks",
            Want::Text,
            "a letter: what it asks for, as it goes on after “we” in its first sentence",
            "书信写请求什么，接在开头一句的“本单位”之后",
        ),
    ],
};

/// Words of a date after the certificate.
pub static DUTY_WORDS: Shape = Shape {
    name: "words of a duty",
    zh: "期限的文字",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        INFERRED,
        may(
            "missed",
            Want::Text,
            "what follows and what is to be done once the day has passed",
            "写这一天过了以后会怎样、该怎么办",
        ),
    ],
};

/// Words of one who acts.
pub static ACTOR_WORDS: Shape = Shape {
    name: "words of an actor",
    zh: "办理单位的文字",
    keys: &[
        must("title", Want::Text, "the name that the document uses", "写原文件使用的名称"),
        may("text", Want::Text, "the full name, as a letter is addressed", "写书信抬头用的全称"),
        HELP,
    ],
};

/// Words of a fact.
pub static FACT_WORDS: Shape = Shape {
    name: "words of a fact",
    zh: "事实的文字",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        INFERRED,
        may("options", Want::Labels, "labels of options", "写各选项的名称"),
        may("columns", Want::Labels, "labels of columns", "写各列的名称"),
    ],
};

/// Words of a paper.
pub static EVIDENCE_WORDS: Shape = Shape {
    name: "words of evidence",
    zh: "证明材料的文字",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        INFERRED,
        may("sent_back", Want::Texts, "evidence: why reviewers return it", "写审核时常被退回的原因"),
    ],
};

/// Words of a regime as a whole.
pub static REGIME_WORDS: Shape = Shape {
    name: "words of a regime",
    zh: "规则的文字",
    keys: &[
        TITLE,
        TEXT,
        HELP,
        INFERRED,
        may("short", Want::Text, "short name", "写简称"),
        may("who", Want::Text, "who it is for, in a few words", "用几个字写适用于谁"),
        may("issuer", Want::Text, "who issues it", "写发布单位"),
        may("document", Want::Text, "title of the document", "写文件的全称"),
        may("number", Want::Text, "its number, which stands outside the title marks", "写文件的文号，文号在书名号之外"),
        may("application", Want::Text, "title of the application form", "写申报表单的名称"),
    ],
};

/// Words of a form that an overlay replaces: those given take the place of the rule book's.
pub static FORM_WORDS: Shape = Shape {
    name: "words of a form",
    zh: "表单的文字",
    keys: &[
        may("title", Want::Text, "another title", "要换名称的，写新的名称"),
        TEXT,
        HELP,
        may("texts", Want::Labels, "further texts of the form, by name", "写表单的其他文字，每项为“名称 = 文字”"),
    ],
};

/// `zh.toml`, `en.toml` of a regime.
pub static LANGUAGE: Shape = Shape {
    name: "language file",
    zh: "语言文件",
    keys: &[
        must("regime", Want::Table(&REGIME_WORDS), "the regime as a whole", "写规则本身的名称和说明"),
        may("clause", Want::ById(&WORDS_OF), "articles and items, by id", "按编号写各条款的文字"),
        may("condition", Want::ById(&WORDS_OF), "conditions", "按编号写各项条件的文字"),
        may("outcome", Want::ById(&WORDS_OF), "outcomes", "写各等级的文字"),
        may("section", Want::ById(&WORDS_OF), "headings of the assessing page", "写评定页各节的标题"),
        may("cap", Want::ById(&WORDS_OF), "disqualifying factors", "按编号写各项限制的文字"),
        may("ground", Want::ById(&WORDS_OF), "grounds for cancelling", "按编号写各项事由的文字"),
        may("figure", Want::ById(&WORDS_OF), "figures", "按编号写各计算项的文字"),
        may("level", Want::ById(&WORDS_OF), "conditions of levels", "按编号写各等级条件的文字"),
        may("item", Want::ById(&WORDS_OF), "items and groups of points", "按编号写各评分项目和组的文字"),
        may("published", Want::ById(&WORDS_OF), "published figures", "按编号写另行公布的数值的文字"),
        may("element", Want::ById(&WORDS_OF), "elements of the score, by fact", "按事实编号写各评分要素的文字"),
        may("aspect", Want::ById(&WORDS_OF), "aspects, by fact", "按事实编号写各方面的文字"),
        may("step", Want::ById(&WORDS_OF), "steps of the procedure", "按编号写各步骤的文字"),
        may("document", Want::ById(&DOCUMENT_WORDS), "what is handed in", "按编号写各提交材料的文字"),
        may("duty", Want::ById(&DUTY_WORDS), "dates after the certificate", "按编号写取得证书以后各项期限的文字"),
        may("fee", Want::ById(&WORDS_OF), "fees", "按编号写各项费用的文字"),
        may("sanction", Want::ById(&WORDS_OF), "sanctions", "按编号写各项处理的文字"),
        may("definition", Want::ById(&WORDS_OF), "defined terms", "按编号写各定义的文字"),
        may("note", Want::ById(&WORDS_OF), "doubts about the text", "按编号写各项疑问的文字"),
        may("gap", Want::ById(&WORDS_OF), "referred to but not contained", "按编号写原文没有载明的各项内容"),
        may("benefit", Want::ById(&WORDS_OF), "privileges", "按编号写各项待遇的文字"),
        may("term", Want::ById(&WORDS_OF), "anything else a reader must know", "按编号写其他须知内容的文字"),
        may("reading", Want::ById(&WORDS_OF), "readings named in conditions", "写条件中用到的各种理解的文字"),
        may("procedure", Want::ById(&WORDS_OF), "procedures", "写各程序的名称"),
        may(
            "actor",
            Want::ById(&ACTOR_WORDS),
            "who acts and to whom papers go, by the names of the document",
            "按原文件的叫法，写由谁办理、材料交给谁",
        ),
        may("finder", Want::ById(&WORDS_OF), "items of the industry finder", "写行业对照各项的文字"),
        may(
            "scope",
            Want::ById(&WORDS_OF),
            "what a level can undertake, by scale.role",
            "写各等级承接范围的文字，编号为“规模.承接方式”",
        ),
    ],
};
