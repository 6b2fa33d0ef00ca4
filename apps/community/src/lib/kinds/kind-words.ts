import MessagesSquare from '@lucide/svelte/icons/messages-square';
import type { Component } from 'svelte';
import type { PostKind, PostState } from '@kith/domains/posts/schema';
import { m } from '#lib/paraglide/messages.js';
import { announcement } from './signs/announcement.ts';
import { article } from './signs/article.ts';
import { idea } from './signs/idea.ts';
import { question } from './signs/question.ts';
import { showcase } from './signs/showcase.ts';

type State = { tone: 'neutral' | 'success' | 'info' | 'warning'; name: () => string };

/** What one kind of post is called, its picture, and what its states are called. A post's page loads its own alone. */
export type KindSign = {
	icon: Component;
	name: () => string;
	states?: Partial<Record<PostState, State>>;
};

/** What each kind of post is called, with its sign. */
export const KINDS: Readonly<Record<PostKind, KindSign & { hint: () => string }>> = {
	discussion: { icon: MessagesSquare, name: m.kind_discussion, hint: m.kind_discussion_hint },
	question: { ...question, hint: m.kind_question_hint },
	idea: { ...idea, hint: m.kind_idea_hint },
	article: { ...article, hint: m.kind_article_hint },
	showcase: { ...showcase, hint: m.kind_showcase_hint },
	announcement: { ...announcement, hint: m.kind_announcement_hint },
};
