import type { AxeResults, NodeResult } from 'axe-core';

const MOST_TEXTS = 20;
const MOST_CHARACTERS = 60;

/** A text in colours that do not differ enough. */
type HardText = { text: string; ratio: number; needed: number; ink: string; ground: string };

export type HardToRead = {
	/** How many there are; `texts` holds the hardest of them. */
	total: number;
	texts: HardText[];
	/** How many lie on a picture or a gradient, of which nobody can tell by numbers. */
	unsure: number;
};

/** What axe knows of a text that it looked at. */
type Judged = {
	fgColor: string;
	bgColor: string;
	contrastRatio: number;
	expectedContrastRatio: string;
	messageKey: string | null;
};

/** What axe found about contrast, as the studio tells it. */
export function hardToRead(results: Pick<AxeResults, 'violations' | 'incomplete'>): HardToRead {
	const unclear = nodesOf(results.incomplete);
	// Letters in the very colour of their ground may have been meant to be unseen, for all that axe knows.
	const unseen = unclear.filter((node) => judged(node).messageKey === 'equalRatio');
	const hard = [...nodesOf(results.violations), ...unseen].map(told).toSorted(byHardness);
	return {
		total: hard.length,
		texts: hard.slice(0, MOST_TEXTS),
		unsure: unclear.filter((node) => /^(bgImage|bgGradient|imgNode)$/.test(keyOf(node))).length,
	};
}

const nodesOf = (rules: AxeResults['violations']): NodeResult[] =>
	rules.flatMap(({ nodes }) => nodes);

const judged = (node: NodeResult): Partial<Judged> => (node.any[0]?.data ?? {}) as Partial<Judged>;

const keyOf = (node: NodeResult): string => judged(node).messageKey ?? '';

function told(node: NodeResult): HardText {
	const {
		fgColor = '',
		bgColor = '',
		contrastRatio = 1,
		expectedContrastRatio = '',
	} = judged(node);
	return {
		text: excerpt(node.element),
		ratio: contrastRatio,
		needed: Number.parseFloat(expectedContrastRatio),
		ink: fgColor,
		ground: bgColor,
	};
}

const byHardness = (a: HardText, b: HardText) => a.ratio / a.needed - b.ratio / b.needed;

function excerpt(element: HTMLElement | undefined): string {
	const written = element?.textContent || element?.getAttribute('placeholder') || '';
	const text = written.replaceAll(/\s+/g, ' ').trim();
	if (text.length <= MOST_CHARACTERS) return text;
	// Without the half of a sign that the cut went through.
	return `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
