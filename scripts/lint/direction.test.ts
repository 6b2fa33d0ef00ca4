import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { breachesIn } from './browser-reach.ts';
import { cruise } from './cruise.ts';
import { runtimeGraph } from './import-graph.ts';
import { scratchRepository } from './scratch.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MANIFESTS = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: ROOT });

const FOLDERS = ['apps', 'packages', 'e2e'];

const scratch = (files: Record<string, string>) =>
	scratchRepository(['.dependency-cruiser.mjs', ...MANIFESTS], files);

/** The rules that each file breaks. */
function rulesBy(broken: readonly { from: string; rule: string }[]): Record<string, string[]> {
	const found: Record<string, Set<string>> = {};
	for (const { from, rule } of broken) (found[from] ??= new Set()).add(rule);
	return Object.fromEntries(Object.entries(found).map(([from, names]) => [from, [...names]]));
}

const polls = 'packages/domains/src/polls';
const posts = 'packages/domains/src/posts';
const ground = {
	'packages/kernel/src/errors.ts': 'export class KithError extends Error {}\n',
	'packages/db/src/lanes.ts': "import { Pool } from 'pg';\nexport const lane = new Pool();\n",
	'packages/integrations/src/mail/index.ts': 'export const mail = 1;\n',
	'packages/testing/src/community.ts': 'export const community = 1;\n',
	[`${posts}/index.ts`]: "import { lane } from '@kith/db/lanes';\nexport const posts = [lane];\n",
	[`${posts}/posts.schema.ts`]: 'export const Post = 1;\nexport type Post = number;\n',
	[`${posts}/posts.queries.ts`]: 'export const all = 1;\n',
	'e2e/journey.ts':
		"import { community } from '@kith/testing/community';\nexport const j = community;\n",
	'tenants/demo.ts': 'export const demo = 1;\n',
	'apps/server/src/main.ts': "import '@kith/db/lanes';\nimport '@kith/integrations/mail';\n",
};

test('imports flow one way, types included', () => {
	using repository = scratch({
		...ground,
		'packages/kernel/src/ids.ts':
			"import type { lane } from '@kith/db/lanes';\nexport type L = typeof lane;\n",
		'packages/db/src/peek.ts': "export { posts } from '@kith/domains/posts';\n",
		'packages/integrations/src/bus/index.ts': "export { lane } from '@kith/db/lanes';\n",
		'packages/ui/src/Card.svelte':
			'<script lang="ts">import { KithError } from \'@kith/kernel/errors\';</script>{KithError.name}\n',
		'packages/client/src/router.ts': "export type { Post } from '@kith/domains/posts/schema';\n",
		'packages/client/src/value.ts': "export { Post } from '@kith/domains/posts/schema';\n",
		[`${polls}/index.ts`]: "export { posts } from '../posts/index.ts';\n",
		[`${polls}/close-poll.ts`]: "export { all } from '../posts/posts.queries.ts';\n",
		[`${polls}/count-posts.ts`]: "export { Post } from '../posts/posts.schema.ts';\n",
		[`${polls}/polls.schema.ts`]: "export { Post } from '../posts/posts.schema.ts';\n",
		[`${polls}/polls.policy.ts`]: "export { posts } from '../posts/index.ts';\n",
		[`${polls}/close-poll.test.ts`]:
			"import '@kith/testing/community';\nimport '../../../../tenants/demo.ts';\n",
		[`${polls}/open-poll.ts`]: "import '@kith/testing/community';\n",
		[`${polls}/seed.ts`]: "import '../../../../tenants/demo.ts';\n",
		'packages/kernel/src/clock.ts': "import '../../../apps/server/src/main.ts';\n",
		'packages/kernel/src/lost.ts': "import './nowhere.ts';\n",
		'apps/studio/src/routes/+page.server.ts': "import '@kith/integrations/mail';\n",
		'apps/studio/src/lib/Page.svelte':
			'<script lang="ts">import { posts } from \'@kith/domains/posts\';</script>{posts}\n',
	});
	const { violations } = cruise(repository.folder, FOLDERS);
	const broken = violations.map(({ from, rule }) => ({ from, rule: rule.name }));
	expect(rulesBy(broken)).toEqual({
		'packages/kernel/src/ids.ts': ['kernel-imports-only-itself'],
		'packages/db/src/peek.ts': ['db-imports-only-kernel'],
		'packages/integrations/src/bus/index.ts': ['integrations-imports-only-kernel'],
		'packages/ui/src/Card.svelte': ['ui-knows-no-domain'],
		'packages/client/src/value.ts': ['client-takes-types-of-domains'],
		[`${polls}/close-poll.ts`]: ['domains-meet-at-the-door'],
		[`${polls}/polls.policy.ts`]: ['schemas-and-policies-meet-each-other'],
		[`${polls}/open-poll.ts`]: ['domains-imports-only-kernel-db', 'the-test-kit-is-for-tests'],
		[`${polls}/seed.ts`]: ['domains-imports-only-kernel-db', 'nobody-imports-tenants'],
		'packages/kernel/src/clock.ts': ['kernel-imports-only-itself', 'nobody-imports-apps-server'],
		'packages/kernel/src/lost.ts': ['every-import-resolves'],
		'apps/studio/src/routes/+page.server.ts': ['apps-stand-on-four-packages'],
		'apps/studio/src/lib/Page.svelte': ['apps-take-schemas-policies-and-types-of-domains'],
	});
});

test('browser code is followed to the end, types are free', () => {
	const routes = 'apps/community/src/routes';
	const script = (line: string) => `<script lang="ts">${line}</script>\n`;
	using repository = scratch({
		...ground,
		'apps/community/src/lib/polls/load.ts': "export { posts } from '@kith/domains/posts';\n",
		'apps/community/src/lib/polls/Form.svelte': script(
			"import { posts } from '#lib/polls/load.ts'; posts;",
		),
		[`${routes}/+page.svelte`]: script("import Form from '#lib/polls/Form.svelte';"),
		[`${routes}/typed/+page.svelte`]: script(
			"import type { posts } from '@kith/domains/posts'; let p: typeof posts;",
		),
		[`${routes}/schema/+page.svelte`]: script(
			"import { Post } from '@kith/domains/posts/schema'; Post;",
		),
		[`${routes}/+page.server.ts`]:
			"import { readFileSync } from 'node:fs';\nexport const load = readFileSync;\n",
		'apps/community/src/lib/server/env.ts': "import 'node:fs';\n",
		'packages/ui/src/hash.ts':
			"import { createHash } from 'node:crypto';\nexport const h = createHash;\n",
		[`${polls}/polls.policy.ts`]: "export { lane } from '@kith/db/lanes';\n",
		'packages/kernel/src/ring.ts': "import './rong.ts';\nexport const a = 1;\n",
		'packages/kernel/src/rong.ts': "import './ring.ts';\nexport const b = 1;\n",
	});
	const { modules } = cruise(repository.folder, FOLDERS);
	const found = rulesBy(breachesIn(runtimeGraph(modules)));
	const reaches = (name: string) => `browser-code-never-reaches-${name}`;
	const chain = [reaches('a-domains-door'), reaches('the-database')];
	for (const path of ['lib/polls/load.ts', 'lib/polls/Form.svelte', 'routes/+page.svelte'])
		expect(found[`apps/community/src/${path}`], path).toEqual(expect.arrayContaining(chain));
	expect(found['packages/ui/src/hash.ts']).toEqual([reaches('node')]);
	expect(found[`${polls}/polls.policy.ts`]).toContain(reaches('the-database'));
	expect(found['packages/kernel/src/ring.ts']).toEqual(['no-cycles']);
	for (const path of ['typed/+page.svelte', 'schema/+page.svelte', '+page.server.ts'])
		expect(found[`${routes}/${path}`], path).toBeUndefined();
	expect(found['apps/community/src/lib/server/env.ts']).toBeUndefined();
});
