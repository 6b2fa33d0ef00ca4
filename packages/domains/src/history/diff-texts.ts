import { diffArrays, diffWordsWithSpace, type ChangeObject } from 'diff';
import { mentionOf } from '../rich-text/index.ts';
import type { BlockNode, InlineNode, RichText } from '../rich-text/rich-text.schema.ts';
import type { DiffBlock, DiffPart } from './history.schema.ts';

type Kind = DiffBlock['kind'];
type Flat = { kind: Kind; text: string; look: string };

/** Comparing two texts that share nothing costs the product of their lengths: it stops in time. */
const PATIENCE_MS = 150;

/** What changed from one rich text to the next, block by block and within a block word by word. */
export function diffTexts(before: RichText, after: RichText): DiffBlock[] {
	const [old, fresh] = [flatten(before.content), flatten(after.content)];
	const runs = diffArrays(old.map(keyOf), fresh.map(keyOf), { timeout: PATIENCE_MS });
	if (!runs) return [...old.map(whole('removed')), ...fresh.map(whole('added'))];
	const blocks: DiffBlock[] = [];
	let [at, to] = [0, 0];
	for (let index = 0; index < runs.length; index++) {
		const run = runs[index];
		if (!run) continue;
		if (!run.added && !run.removed) {
			blocks.push(...pairs(old, at, fresh, to, run.count).map(([one, two]) => same(one, two)));
			[at, to] = [at + run.count, to + run.count];
			continue;
		}
		const next = runs[index + 1];
		const gone = old.slice(at, at + countOf(run, next, 'removed'));
		const come = fresh.slice(to, to + countOf(run, next, 'added'));
		if (next && (next.added || next.removed)) index += 1;
		blocks.push(...replaced(gone, come));
		[at, to] = [at + gone.length, to + come.length];
	}
	return blocks;
}

/** What changed from one line to the next, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
	const intlSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
	const found = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS, intlSegmenter });
	if (!found) return [part('removed', before), part('added', after)];
	return found.map(({ added, removed, value }) =>
		part(added ? 'added' : removed ? 'removed' : 'same', value),
	);
}

type Run = ChangeObject<string[]>;

function countOf(run: Run, next: Run | undefined, side: 'added' | 'removed'): number {
	if (run[side]) return run.count;
	return next?.[side] ? next.count : 0;
}

function pairs(old: Flat[], at: number, fresh: Flat[], to: number, count: number) {
	const both: [Flat, Flat][] = [];
	for (let step = 0; step < count; step++) {
		const [one, two] = [old[at + step], fresh[to + step]];
		if (one && two) both.push([one, two]);
	}
	return both;
}

/** Blocks that gave way to others: those in the same place and of the same kind are compared by their words. */
function replaced(gone: readonly Flat[], come: readonly Flat[]): DiffBlock[] {
	const blocks: DiffBlock[] = [];
	for (let index = 0; index < Math.max(gone.length, come.length); index++) {
		const [one, two] = [gone[index], come[index]];
		if (one && two && one.kind === two.kind)
			blocks.push({ change: 'changed', kind: two.kind, parts: diffWords(one.text, two.text) });
		else {
			if (one) blocks.push(whole('removed')(one));
			if (two) blocks.push(whole('added')(two));
		}
	}
	return blocks;
}

const part = (change: DiffPart['change'], text: string): DiffPart => ({ change, text });
const keyOf = ({ kind, text }: Flat) => `${kind}\n${text}`;
const whole =
	(change: 'added' | 'removed') =>
	({ kind, text }: Flat): DiffBlock => ({ change, kind, parts: [part(change, text)] });
const same = (one: Flat, { kind, text, look }: Flat): DiffBlock => ({
	...{ change: one.look === look ? 'same' : 'format', kind, parts: [part('same', text)] },
});

function flatten(nodes: readonly BlockNode[], inside?: Kind): Flat[] {
	return nodes.flatMap((node): Flat[] => {
		const look = JSON.stringify(node);
		if (node.type === 'blockquote') return flatten(node.content, 'quote');
		if (node.type === 'bulletList' || node.type === 'orderedList')
			return node.content.flatMap((item) => flatten(item.content, 'list'));
		if (node.type === 'image') return [{ kind: 'picture', text: node.attrs.alt, look }];
		if (node.type === 'horizontalRule') return [{ kind: 'rule', text: '', look }];
		const own: Kind =
			node.type === 'heading' ? 'heading' : node.type === 'codeBlock' ? 'code' : 'paragraph';
		const known = ['paragraph', 'heading', 'codeBlock'].includes(node.type);
		const text = 'content' in node ? lineOf((node.content ?? []) as InlineNode[]) : '';
		return [{ kind: known ? (inside ?? own) : 'other', text, look }];
	});
}

function lineOf(nodes: readonly InlineNode[]): string {
	return nodes
		.map((node) => {
			if (node.type === 'text') return node.text;
			return node.type === 'mention' ? mentionOf(node.attrs) : '\n';
		})
		.join('');
}
