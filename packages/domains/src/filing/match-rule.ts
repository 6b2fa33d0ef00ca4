import { addSeconds } from '@kith/kernel/clock';
import { plainText, walk } from '../rich-text/index.ts';
import { embedPage } from '../rich-text/embeds.schema.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { hostOf, type FilingRule } from './filing.schema.ts';

/** What rules ask of a post. */
export type Filed = {
	kind: string;
	/** The space it was written in. */
	spaceId: string;
	/** Its title and words, as rules compare them. */
	text: string;
	hosts: ReadonlySet<string>;
	at: Date;
	joinedAt: Date;
};

type Written = Pick<Filed, 'kind' | 'spaceId' | 'at' | 'joinedAt'> & {
	title: string;
	body: RichText;
};

/** A post as rules ask about it. */
export function factsOf({ title, body, ...post }: Written): Filed {
	return { ...post, text: compared(`${title}\n${plainText(body)}`), hosts: linkedHosts(body) };
}

/** Whether a rule means a post: all that it says has to be so. */
export function isMeant(rule: FilingRule, post: Filed): boolean {
	const { kinds, spaceIds, words, wholeWords, hosts, joinedWithin } = rule;
	return (
		(kinds.length === 0 || kinds.some((kind) => kind === post.kind)) &&
		(spaceIds.length === 0 || spaceIds.includes(post.spaceId)) &&
		(joinedWithin === null || addSeconds(post.joinedAt, joinedWithin * 86_400) > post.at) &&
		(hosts.length === 0 || hosts.some((host) => linksTo(post.hosts, host))) &&
		(words.length === 0 || words.some((word) => hasWord(post.text, compared(word), wholeWords)))
	);
}

/** One form of letters that look alike, small ones, and one space for any room between words. */
const compared = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');

/** The hosts that a text leads to, by links on its words, addresses in them, and players. */
function linkedHosts(body: RichText): ReadonlySet<string> {
	const hosts = new Set<string>();
	walk(body, (node) => {
		if (node.type === 'embed') hosts.add(hostOf(embedPage(node.attrs)));
		if (node.type !== 'text') return;
		for (const mark of node.marks ?? [])
			if (mark.type === 'link' && /^https?:/i.test(mark.attrs.href))
				hosts.add(hostOf(mark.attrs.href));
		for (const [site] of node.text.matchAll(/https?:\/\/[^\s"'<>/?#()[\]،、,]+/gi))
			hosts.add(hostOf(site));
	});
	return hosts;
}

const linksTo = (hosts: ReadonlySet<string>, host: string) =>
	hosts.has(host) || [...hosts].some((one) => one.endsWith(`.${host}`));

const OF_WORDS = /[\p{L}\p{M}\p{N}_]/u;
/** Scripts that write no spaces between words: where one ends there is not to be seen. */
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function hasWord(text: string, word: string, isWhole: boolean): boolean {
	if (!isWhole) return text.includes(word);
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		const end = at + word.length;
		const begins = isEdge(characterBefore(text, at), characterAt(word, 0));
		if (begins && isEdge(characterAt(text, end), characterBefore(word, word.length))) return true;
	}
	return false;
}

/** Whether a word may begin or end between its own character and its neighbour. */
function isEdge(neighbour: string, own: string): boolean {
	if (!OF_WORDS.test(neighbour) || !OF_WORDS.test(own)) return true;
	return UNSPACED.test(own) || UNSPACED.test(neighbour);
}

const characterAt = (text: string, at: number) => {
	const point = text.codePointAt(at);
	return point === undefined ? '' : String.fromCodePoint(point);
};

function characterBefore(text: string, at: number): string {
	const last = text.slice(Math.max(0, at - 2), at);
	return Array.from(last).at(-1) ?? '';
}
