import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar, type ParsedTarEntryWithData, type TarHeader } from 'modern-tar';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headVersion } from '@kith/db/communities';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { testPhoto } from '@kith/testing/test-photo';
import { uploadImage } from '../media/index.ts';
import { archivedCommunity, loadArchive, writeArchive } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
let sound: ParsedTarEntryWithData[];
let fileId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	const founder = await here.as(await founderOf(here));
	const picture = await uploadImage(founder, {
		...{ bytes: await testPhoto(40, 30), name: 'a.jpg', purpose: 'avatar' },
	});
	fileId = picture.fileId;
	const { services } = installation;
	const community = await archivedCommunity(services, here.id);
	const { blobs } = services;
	const packed = await services.asOwner((client) =>
		new Response(writeArchive({ client, blobs, community, at: services.clock.now() }).body).bytes(),
	);
	sound = await unpackTar(gunzipSync(packed));
});
afterAll(() => installation.close());

type Files = ParsedTarEntryWithData[];
const text = (files: Files, name: string) =>
	new TextDecoder().decode(files.find(({ header }) => header.name === name)?.data);

/** The archive with one entry said otherwise. */
const said = (name: string, change: (text: string) => string): Files =>
	sound.map((entry) =>
		entry.header.name === name ? entryOf(name, change(text(sound, name))) : entry,
	);

const entryOf = (name: string, body: string | Uint8Array, more: Partial<TarHeader> = {}) => {
	const data = Buffer.from(
		typeof body === 'string' ? Buffer.from(body) : body,
	) as Uint8Array<ArrayBuffer>;
	return { header: { name, size: data.byteLength, type: 'file' as const, ...more }, data };
};

/** The archive with an entry before its sums. */
const withMore = (...more: Files): Files => [...sound.slice(0, -1), ...more, ...sound.slice(-1)];

/** Rows of a table, each changed. */
const rowsOf = (table: string, change: (row: Record<string, unknown>) => unknown) =>
	said(`rows/${table}/000001.jsonl`, (lines) =>
		lines
			.trim()
			.split('\n')
			.map((line) => JSON.stringify(change(JSON.parse(line) as Record<string, unknown>)))
			.join('\n'),
	);

const manifest = (change: (manifest: Record<string, unknown>) => unknown) =>
	said('manifest.json', (json) =>
		JSON.stringify(change(JSON.parse(json) as Record<string, unknown>)),
	);

/** Packed, with sums that agree: nothing but what is tried is wrong with it. */
async function packed(files: Files): Promise<Uint8Array> {
	const body = files.filter(({ header }) => header.name !== 'sums.jsonl');
	const lines = body.map(({ header, data }) => {
		const sha256 = createHash('sha256')
			.update(data ?? '')
			.digest('hex');
		return `${JSON.stringify({ name: header.name, bytes: header.size, sha256 })}\n`;
	});
	return gzipSync(await packTar([...body, entryOf('sums.jsonl', lines.join(''))]));
}

const HOSTILE: Readonly<Record<string, [string, () => Files]>> = {
	'a path that leaves the archive': [
		'archives.strange_entry',
		() => withMore(entryOf('files/../../etc/passwd', 'x')),
	],
	'a symbolic link': [
		'archives.strange_entry',
		() => withMore(entryOf(`files/${fileId}/original`, '', { type: 'symlink', linkname: '/etc' })),
	],
	'a table we do not have': [
		'archives.strange_entry',
		() => withMore(entryOf('rows/secrets/000001.jsonl', '{}')),
	],
	'a table that stays behind': [
		'archives.strange_table',
		() => manifest((it) => ({ ...it, rows: { ...(it['rows'] as object), auth_sessions: 1 } })),
	],
	'a column we do not have': [
		'archives.strange_column',
		() => rowsOf('members', (row) => ({ ...row, is_platform_staff: true })),
	],
	'a value of another type': [
		'archives.bad_row',
		() => rowsOf('members', (row) => ({ ...row, joined_at: 'never' })),
	],
	'an author who is not there': [
		'archives.does_not_fit',
		() => rowsOf('posts', (row) => ({ ...row, author_id: newId() })),
	],
	'no owner': [
		'archives.does_not_fit',
		() => rowsOf('roles', (row) => ({ ...row, key: row['key'] === 'owner' ? 'boss' : row['key'] })),
	],
	'the same rows twice': [
		'archives.strange_entry',
		() => withMore(entryOf('rows/members/000001.jsonl', text(sound, 'rows/members/000001.jsonl'))),
	],
	'fewer rows than it says': [
		'archives.cut_short',
		() => sound.filter(({ header }) => header.name !== 'rows/posts/000001.jsonl'),
	],
	'a file that no row speaks of': [
		'archives.strange_entry',
		() => withMore(entryOf(`files/${newId()}/original`, 'x')),
	],
	'a page instead of a picture': [
		'archives.file_refused',
		() => said(`files/${fileId}/thumb.webp`, () => '<script>alert(1)</script>'),
	],
	'more bytes than its row says': [
		'archives.file_refused',
		() => rowsOf('files', (row) => ({ ...row, bytes: 10 })),
	],
	'a newer schema': [
		'archives.too_new',
		() => manifest((it) => ({ ...it, schemaVersion: headVersion + 1 })),
	],
	'a module of a newer version': [
		'archives.too_new',
		() => manifest((it) => ({ ...it, modules: { memberships: 99 } })),
	],
	'a module that never was': [
		'archives.too_new',
		() => manifest((it) => ({ ...it, modules: { casino: 1 } })),
	],
	'rows of a module that it does not have': [
		'archives.strange_table',
		() => manifest((it) => ({ ...it, rows: { ...(it['rows'] as object), tiers: 0 } })),
	],
	'an unknown form': ['archives.too_new', () => manifest((it) => ({ ...it, formatVersion: 2 }))],
	'a schema that never was': [
		'archives.too_old',
		() => manifest((it) => ({ ...it, schemaVersion: 1 })),
	],
	'another program’s archive': [
		'archives.not_an_archive',
		() => manifest(() => ({ format: 'other' })),
	],
	'a manifest that is not the first': ['archives.not_an_archive', () => sound.slice(1)],
};

test.each(Object.entries(HOSTILE))(
	'%s is refused, and nothing is left',
	async (_, [code, files]) => {
		expect(await attempt(await packed(files()))).toBe(code);
	},
);

test('what is broken, swollen or no archive at all is refused, and nothing is left', async () => {
	const whole = await packed(sound);
	expect(await attempt(whole)).toBe('done');
	expect(await attempt(whole.subarray(0, whole.byteLength - 2000))).toBe('archives.not_an_archive');
	expect(await attempt(Buffer.from('PK\u0003\u0004'))).toBe('archives.not_an_archive');
	expect(await attempt(gzipSync('not a tar'))).toBe('archives.not_an_archive');
	const tampered = await packTar(rowsOf('members', (row) => ({ ...row, name: 'Mallory' })));
	expect(await attempt(gzipSync(tampered))).toBe('archives.sums_differ');
	const cut = sound.slice(0, -1);
	expect(await attempt(gzipSync(await packTar(cut)))).toBe('archives.cut_short');
	const before = process.memoryUsage().rss;
	expect(await attempt(gzipSync(Buffer.alloc(64 * 1024 ** 2)))).toBe('archives.too_large');
	expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
});

/** Tries to load an archive, only to see what would come of it; whatever comes, nothing may be left. */
async function attempt(bytes: Uint8Array): Promise<string> {
	const id = newCommunityId();
	const { services, owner } = installation;
	const outcome = await outcomeOf(
		loadArchive({
			...{ services, communityId: id, organizationId: here.community.organizationId },
			...{ body: new Blob([bytes as BlobPart]).stream(), as: null },
			importer: { staffId: newId(), email: 'importer@example.org', name: 'Ines' },
		}),
	);
	const left = await owner.query(`select from pg_namespace where nspname = $1`, [`c_${id}`]);
	expect(left.rowCount).toBe(0);
	expect(await services.blobs.list(`${id}/`, { limit: 1 })).toEqual([]);
	return outcome;
}
