import { addParts, partOf, partsComeBy } from './parts.svelte.ts';

const LOADERS = {
	// What only some texts hold; asleep, too.
	codeBlock: () => import('#lib/rich-text/CodeBlock.svelte'),
	embed: () => import('#lib/rich-text/Embed.svelte'),
	file: () => import('#lib/rich-text/FileCard.svelte'),
	linkCard: () => import('#lib/rich-text/LinkCard.svelte'),
	table: () => import('#lib/rich-text/TableBlock.svelte'),
	// Comments whose change waits show that to their author.
	held: () => import('#lib/lifecycle/HeldComment.svelte'),
	// What a kind of post is drawn with.
	'kind-announcement': () => import('#lib/kinds/announcement-parts.ts'),
	'kind-article': () => import('#lib/kinds/article-parts.ts'),
	'kind-idea': () => import('#lib/kinds/idea-parts.ts'),
	'kind-question': () => import('#lib/kinds/question-parts.ts'),
	'kind-showcase': () => import('#lib/kinds/showcase-parts.ts'),
	// What is asleep on a post's page until somebody is about to act on it.
	announcement: () => import('#lib/kinds/AnnouncementPart.svelte'),
	'article-lead': () => import('#lib/kinds/ArticleLead.svelte'),
	answer: () => import('#lib/kinds/AnswerPart.svelte'),
	delivery: () => import('#lib/kinds/DeliveryReport.svelte'),
	gallery: () => import('#lib/kinds/Gallery.svelte'),
	idea: () => import('#lib/kinds/IdeaPart.svelte'),
	'idea-decision': () => import('#lib/kinds/IdeaDecision.svelte'),
	life: () => import('#lib/lifecycle/PostLife.svelte'),
	'merged-ideas': () => import('#lib/kinds/MergedIdeas.svelte'),
	poll: () => import('#lib/polls/PollPart.svelte'),
	// What covers a text, and what opens when it is asked for.
	lightbox: () => import('#lib/kinds/Lightbox.svelte'),
	warning: () => import('#lib/lifecycle/WarnedText.svelte'),
};

/** What some pages need beside what every page has. */
export type PartName = keyof typeof LOADERS;

/** Fetches parts by their names, each once; names that it does not know it passes over. */
export async function fetchParts(names: readonly string[]): Promise<void> {
	const missing = names.filter(
		(name): name is PartName => Object.hasOwn(LOADERS, name) && !partOf(name),
	);
	if (missing.length === 0) return;
	const found = await Promise.all(missing.map(async (name) => [name, await load(name)] as const));
	addParts(Object.fromEntries(found));
}

/** Fetches all of them, once, where pages are drawn. */
export const fetchAllParts = (): Promise<void> => fetchParts(Object.keys(LOADERS));

async function load(name: PartName): Promise<unknown> {
	const module = await LOADERS[name]();
	return 'parts' in module ? module.parts : module.default;
}

partsComeBy(fetchParts);
