import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { asking } from './known-version.ts';

const KIT = dirname(fileURLToPath(import.meta.resolve('@sveltejs/kit/package.json')));

test('the version of the page is read whenever it is compared, and nowhere before', () => {
	const code = readFileSync(join(KIT, 'src/runtime/app/state/client.svelte.js'), 'utf8');
	const asked = asking(code);
	expect(asked.match(/!== payload\.version\b/g)).toHaveLength(2);
	expect(asked).not.toMatch(/import \{ version \}|!== version\b/);
	expect(() => asking(asked)).toThrow('in another way');
});
