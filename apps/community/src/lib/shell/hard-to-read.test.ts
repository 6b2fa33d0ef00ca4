import { expect, test } from 'vitest';
import type { NodeResult, Result } from 'axe-core';
import { hardToRead } from './hard-to-read.ts';

function rule(...nodes: NodeResult[]): Result[] {
	return [{ id: 'color-contrast', description: '', help: '', helpUrl: '', tags: [], nodes }];
}

function node(textContent: string, data: object): NodeResult {
	const check = { id: 'color-contrast', impact: 'serious', message: '' };
	const any = [{ ...check, data, relatedNodes: [] }];
	return { html: '', target: [], any, all: [], none: [], element: { textContent } as HTMLElement };
}

const GREY = {
	...{ fgColor: '#cccccc', bgColor: '#ffffff', contrastRatio: 1.6 },
	...{ expectedContrastRatio: '4.5:1', messageKey: null },
};

test('a text is told with its colours and what it lacks', () => {
	expect(
		hardToRead({ violations: rule(node('\n\tLatest  posts ', GREY)), incomplete: [] }),
	).toEqual({
		...{ total: 1, unsure: 0 },
		texts: [{ text: 'Latest posts', ratio: 1.6, needed: 4.5, ink: '#cccccc', ground: '#ffffff' }],
	});
});

test('a long text is cut, and of many only the hardest are told', () => {
	const many = Array.from({ length: 30 }, (_, index) =>
		node('🙂'.repeat(70), { ...GREY, contrastRatio: 4 - index / 10 }),
	);
	const { total, texts } = hardToRead({ violations: rule(...many), incomplete: [] });
	expect(total).toBe(30);
	expect(texts).toHaveLength(20);
	expect(texts[0]?.ratio).toBeCloseTo(1.1);
	expect(texts[0]?.text).toBe(`${'🙂'.repeat(29)}…`);
});

test('what has the very colour of its ground is hard to read; what lies on a picture is for people to see', () => {
	const unseen = { ...GREY, contrastRatio: 1, messageKey: 'equalRatio' };
	const { total, unsure, texts } = hardToRead({
		violations: [],
		incomplete: rule(
			node('Unseen', unseen),
			node('On a picture', { messageKey: 'bgImage' }),
			node('On a gradient', { messageKey: 'bgGradient' }),
			node('x', { ...GREY, messageKey: 'shortTextContent' }),
		),
	});
	expect({ total, unsure, texts: texts.map(({ text }) => text) }).toEqual({
		...{ total: 1, unsure: 2 },
		texts: ['Unseen'],
	});
});
