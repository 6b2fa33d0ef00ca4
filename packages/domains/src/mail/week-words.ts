import type { Locale } from '@kith/kernel/locales';
import type { WeekWords } from './week-letter.ts';
import { EUROPEAN_WEEK_WORDS } from './week-words.europe.ts';

export const WEEK_WORDS: Readonly<Record<Locale, WeekWords>> = {
	...EUROPEAN_WEEK_WORDS,
	ja: {
		subject: ({ community, days }) => `${community}: ${days}の週`,
		figures: {
			active: 'アクティブメンバー',
			joined: '新しいメンバー',
			answers: 'メンバー同士の返信',
			mrr: '月間経常収益',
		},
		before: (before) => `前の週は ${before}`,
		headlines: {
			up: {
				up: '訪れるメンバーも、互いの返信も増えています。',
				same: '訪れるメンバーは増え、互いの返信は変わりません。',
				down: '訪れるメンバーは増えましたが、互いの返信は減りました。',
			},
			same: {
				up: '訪れるメンバーは変わらず、互いの返信は増えました。',
				same: 'これまでと変わりありません。',
				down: '訪れるメンバーは変わりませんが、互いの返信は減りました。',
			},
			down: {
				up: '訪れるメンバーは減りましたが、互いの返信は増えました。',
				same: '訪れるメンバーは減り、互いの返信は変わりません。',
				down: '訪れるメンバーも、互いの返信も減っています。',
			},
		},
		deeds: '次にすること',
		well: 'いま急ぐことはありません',
		signals: {
			unanswered: {
				text: ({ count }) => `最初の返信を待つ投稿: ${count}`,
				action: '一番古いものに返信',
			},
			silent_newcomers: {
				text: ({ count, days }) => `過去${days}日に参加し、まだ何も書いていない人: ${count}`,
				action: '誰かを見る',
			},
			gone_quiet: {
				text: ({ count, days }) => `以前は来ていたが過去${days}日は来ていない人: ${count}`,
				action: '誰かを見る',
			},
			one_voice: {
				text: ({ count }) => `1人が全体の${count}を書きました`,
				action: '参加の様子を見る',
			},
			growing_space: {
				text: ({ name, count }) => `${name} が伸びています: 前の週より ${count} 多い`,
				action: 'スペースを比べる',
			},
			unusual_texts: {
				text: ({ name, count, days }) => `${name}の投稿とコメント: ${count}（通常は${days}）`,
				action: '見通しを見る',
			},
			unusual_joined: {
				text: ({ name, count, days }) => `${name}に参加した人: ${count}（通常は${days}）`,
				action: '誰かを見る',
			},
			nobody_joined: {
				text: () => 'この週に参加した人はいません',
				action: '人を招待',
			},
		},
		action: 'この週を見る',
		note: ({ community }) =>
			`${community}の数値を見られるため、週に一度お送りしています。週のページで停止できます。`,
	},
	ar: {
		subject: ({ community, days }) => `${community}: أسبوع ${days}`,
		figures: {
			active: 'الأعضاء النشطون',
			joined: 'أعضاء جدد',
			answers: 'ردود بين الأعضاء',
			mrr: 'الإيراد الشهري المتكرر',
		},
		before: (before) => `${before} في الأسبوع السابق`,
		headlines: {
			up: {
				up: 'الأعضاء الحاضرون أكثر، وهم يردون على بعضهم أكثر.',
				same: 'الأعضاء الحاضرون أكثر، وردودهم على بعضهم كما كانت.',
				down: 'الأعضاء الحاضرون أكثر، لكنهم يردون على بعضهم أقل.',
			},
			same: {
				up: 'عدد الحاضرين كما كان، وهم يردون على بعضهم أكثر.',
				same: 'كل شيء يسير كما كان.',
				down: 'عدد الحاضرين كما كان، لكنهم يردون على بعضهم أقل.',
			},
			down: {
				up: 'الحاضرون أقل، لكنهم يردون على بعضهم أكثر.',
				same: 'الحاضرون أقل، وردودهم على بعضهم كما كانت.',
				down: 'الحاضرون أقل، وهم يردون على بعضهم أقل.',
			},
		},
		deeds: 'ما العمل الآن',
		well: 'لا شيء يحتاج إليك الآن',
		signals: {
			unanswered: {
				text: ({ count }) => `منشورات تنتظر أول رد: ${count}`,
				action: 'الرد على أقدمها',
			},
			silent_newcomers: {
				text: ({ count, days }) => `انضموا في آخر ${days} يومًا ولم يكتبوا بعد: ${count}`,
				action: 'معرفة من هم',
			},
			gone_quiet: {
				text: ({ count, days }) => `كانوا هنا سابقًا ولم يأتوا في آخر ${days} يومًا: ${count}`,
				action: 'معرفة من هم',
			},
			one_voice: {
				text: ({ count }) => `عضو واحد كتب ${count} من كل شيء`,
				action: 'معرفة من يشارك',
			},
			growing_space: {
				text: ({ name, count }) => `${name} ينمو: ${count} أكثر من الأسبوع السابق`,
				action: 'مقارنة المساحات',
			},
			unusual_texts: {
				text: ({ name, count, days }) =>
					`${count} من المنشورات والتعليقات في ${name}، والمعتاد ${days}`,
				action: 'عرض التوقعات',
			},
			unusual_joined: {
				text: ({ name, count, days }) => `انضم ${count} في ${name}، والمعتاد ${days}`,
				action: 'من هم',
			},
			nobody_joined: {
				text: () => 'لم ينضم أحد هذا الأسبوع',
				action: 'دعوة أشخاص',
			},
		},
		action: 'عرض الأسبوع',
		note: ({ community }) =>
			`تصلك هذه الرسالة مرة كل أسبوع لأن بإمكانك رؤية أرقام ${community}. يمكنك إيقافها من صفحة الأسبوع.`,
	},
};
