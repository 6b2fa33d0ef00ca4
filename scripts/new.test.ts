import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { namesOf } from './new/names.ts';
import { appendMigration, wireBesidePosts } from './new/wire.ts';
import { newDomain } from './new.ts';

const HOUSE = {
	'packages/domains/src/registry.ts':
		"import { posts } from './posts/index.ts';\nexport const all = {\n\tposts,\n};\n",
	'packages/domains/src/abilities.ts':
		"import { postsPolicy } from './posts/posts.policy.ts';\nexport const p = [\n\tpostsPolicy,\n];\n",
	'packages/domains/src/permissions/permissions.schema.ts':
		"import { postsPermissions } from '../posts/posts.policy.ts';\nexport const f = {\n\t...postsPermissions,\n};\n",
	'packages/domains/src/events.ts':
		"import { postsEvents } from './posts/posts.events.ts';\nexport const e = {\n\t...postsEvents,\n};\n",
	'packages/domains/src/permissions/permission.ts':
		"export type SubjectName =\n\t| 'Member'\n\t| 'Post'\n\t| 'Role';\n",
	'packages/db/migrations/community/list.ts':
		"import { members } from './0001-members.ts';\nimport { posts } from './0002-posts.ts';\n\nexport const all = inOrder([members, posts]);\n",
};

function house(): string {
	const root = mkdtempSync(join(tmpdir(), 'kith-new-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	for (const [path, text] of Object.entries(HOUSE)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	return root;
}

test('a name is a plural noun, spelled as each place needs it', () => {
	expect(namesOf('live-rooms')).toMatchObject({
		camel: 'liveRooms',
		Subject: 'LiveRoom',
		table: 'live_rooms',
	});
	expect(['stories', 'boxes', 'polls'].map((name) => namesOf(name).one)).toEqual([
		'story',
		'box',
		'poll',
	]);
	for (const bad of ['Polls', 'poll', 'live_rooms', '../polls', ''])
		expect(() => namesOf(bad), bad).toThrow('is no plural noun');
});

test('a new domain is a folder, a migration, and the lines that posts has', () => {
	const files = newDomain(house(), 'live-rooms');
	expect([...files.keys()].filter((path) => path.includes('live-room'))).toHaveLength(8);
	expect(files.get('packages/domains/src/registry.ts')).toContain(
		"import { liveRooms } from './live-rooms/index.ts';",
	);
	expect(files.get('packages/domains/src/permissions/permission.ts')).toContain(
		"\t| 'Post'\n\t| 'LiveRoom'\n",
	);
	expect(files.get('packages/domains/src/events.ts')).toContain(
		'\t...postsEvents,\n\t...liveRoomsEvents,\n',
	);
	expect(files.get('packages/db/migrations/community/0003-live-rooms.ts')).toContain('version: 3');
	expect(files.get('packages/db/migrations/community/list.ts')).toContain(
		'inOrder([members, posts, liveRooms])',
	);
});

test('a domain that is there, or a house without posts, is refused', () => {
	const root = house();
	mkdirSync(join(root, 'packages/domains/src/polls'));
	expect(() => newDomain(root, 'polls')).toThrow('packages/domains/src/polls exists');
	const wired = wireBesidePosts('\tposts,\n', namesOf('polls'));
	expect(() => wireBesidePosts(wired, namesOf('polls'))).toThrow('polls is wired in already');
	expect(() => wireBesidePosts('\tmembers,\n', namesOf('polls'))).toThrow('no line wires in');
	expect(() => appendMigration('export const x = 1;\n', namesOf('polls'))).toThrow('no list');
});
