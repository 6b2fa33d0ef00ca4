import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkDocument } from './check-docs.ts';

function repository(readme: string): string {
	const root = mkdtempSync(join(tmpdir(), 'kith-docs-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	mkdirSync(join(root, 'packages/kernel/src'), { recursive: true });
	writeFileSync(join(root, 'packages/kernel/src/money.ts'), '');
	writeFileSync(join(root, 'OTHER.md'), '## The loop, in short\n');
	writeFileSync(join(root, 'README.md'), readme);
	return root;
}

test('paths, globs, placeholders, links and anchors that exist pass', () => {
	const root = repository(
		'`packages/kernel/src/money.ts:12` `packages/*/src` `packages/<name>/src/` `npm run docs/x y`\n' +
			'[a](OTHER.md#the-loop-in-short) [b](https://kith.example/x) [c](#top)\n# Top\n' +
			'```sh\ncat `packages/none`\n[x](nowhere.md)\n```\n',
	);
	expect(checkDocument(root, 'README.md')).toEqual([]);
});

test('each broken reference is named', () => {
	const root = repository('`packages/none/a.ts` `scripts/*.ts` [a](GONE.md) [b](OTHER.md#nope)\n');
	expect(checkDocument(root, 'README.md')).toEqual([
		'README.md: `packages/none/a.ts` does not exist',
		'README.md: `scripts/*.ts` does not exist',
		'README.md: link GONE.md leads nowhere',
		'README.md: link OTHER.md#nope leads nowhere',
	]);
});
