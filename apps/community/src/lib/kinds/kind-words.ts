import BookOpen from '@lucide/svelte/icons/book-open';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Images from '@lucide/svelte/icons/images';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import Megaphone from '@lucide/svelte/icons/megaphone';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import type { PostKind, PostState } from '@kith/domains/posts/schema';
import { m } from '#lib/paraglide/messages.js';

/** What each kind of post is called, with its sign. */
export const KINDS = {
	discussion: { icon: MessagesSquare, name: m.kind_discussion, hint: m.kind_discussion_hint },
	question: { icon: CircleHelp, name: m.kind_question, hint: m.kind_question_hint },
	idea: { icon: Lightbulb, name: m.kind_idea, hint: m.kind_idea_hint },
	article: { icon: BookOpen, name: m.kind_article, hint: m.kind_article_hint },
	showcase: { icon: Images, name: m.kind_showcase, hint: m.kind_showcase_hint },
	announcement: { icon: Megaphone, name: m.kind_announcement, hint: m.kind_announcement_hint },
} as const satisfies Record<PostKind, object>;

/** What each state of a question or an idea is called, with the tone of its badge. */
export const STATES = {
	unsolved: { tone: 'neutral', name: m.question_unsolved },
	solved: { tone: 'success', name: m.question_solved },
	open: { tone: 'neutral', name: m.idea_open },
	planned: { tone: 'info', name: m.idea_planned },
	in_progress: { tone: 'warning', name: m.idea_in_progress },
	shipped: { tone: 'success', name: m.idea_shipped },
	declined: { tone: 'neutral', name: m.idea_declined },
} as const satisfies Record<PostState, object>;
