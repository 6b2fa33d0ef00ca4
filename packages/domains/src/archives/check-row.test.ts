import { expect, test } from 'vitest';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { outcomeOf, pictureOf, words } from '@kith/testing/test-content';
import { SECTIONS } from '../design/design.schema.ts';
import { checkRow } from './check-row.ts';
import { SETTINGS } from './check-setting.ts';
import { KEPT_SETTINGS } from './contents.ts';

const communityId = newCommunityId();
const check = (table: string, row: Record<string, unknown>, columns = Object.keys(row)) =>
	checkRow({ table, columns: new Set(columns), communityId }, JSON.stringify(row));
const refusalOf = (table: string, row: Record<string, unknown>) => outcomeOf(check(table, row));

const SCRIPT = 'javascript:alert(1)';
const linked = (href: string) => ({
	...{ type: 'doc' },
	content: [
		{
			...{ type: 'paragraph' },
			content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }],
		},
	],
});
const html = { type: 'doc', content: [{ type: 'html', attrs: { html: '<script>' } }] };
const file = {
	...{ id: newId(), kind: 'file', mime: 'application/octet-stream', name: 'a.txt', state: 'ready' },
};
const member = { name: 'Ana', overrides: {}, fields: {} };

test('a row that may be kept is kept, and put right where that is called for', async () => {
	for (const body of [words('Hello'), pictureOf(newId()), linked('https://example.org/')])
		expect(await check('posts', { body })).toEqual({ body });
	expect(await check('files', { ...file, name: '../\u202e../a.txt' })).toMatchObject({
		...{ name: 'a.txt', storage_key: `${communityId}/files/${file.id}` },
	});
	const css = { source: '.x { position: fixed; color: red }', css: '</style><script>' };
	const { value } = await check('settings', { key: 'css', value: css });
	expect(JSON.stringify(value)).not.toMatch(/script|position:fixed/);
	const paid = { source: 'purchase', ends_at: null, current_period_end: '2026-05-01T00:00:00Z' };
	expect(await check('memberships', paid)).toMatchObject({ ends_at: paid.current_period_end });
	const given = { ...paid, source: 'complimentary' };
	expect(await check('memberships', given)).toEqual(given);
	expect(await check('auth_users', { email: 'Ana@Example.org' })).toEqual({
		email: 'ana@example.org',
	});
});

test.each(['posts', 'comments', 'drafts', 'history', 'submissions'])(
	'texts of %s are those of our editor',
	async (table) => {
		for (const body of [html, linked(SCRIPT), linked('//evil.example'), 'text', { type: 'doc' }])
			expect(await refusalOf(table, { body })).toBe('archives.bad_row');
	},
);

test('each setting that leaves can be read again', async () => {
	const unknown = Object.keys(SETTINGS).filter((key) => !KEPT_SETTINGS.has(key));
	expect(unknown).toEqual([]);
	for (const key of KEPT_SETTINGS)
		expect(key in SETTINGS || SECTIONS.some((one) => key.startsWith(one))).toBe(true);
});

test('what could run, or belongs to somebody else, is refused', async () => {
	const hostile: [string, Record<string, unknown>][] = [
		['members', { ...member, fields: { [newId()]: [` \u0001${SCRIPT}`] } }],
		['members', { ...member, name: 'A\u0000na' }],
		['members', { ...member, overrides: { x: { 'posts:publish': 'allow' } } }],
		['links', { url: SCRIPT }],
		['links', { url: 'ftp://example.org/' }],
		['auth_users', { email: 'a@b.example\r\nBcc: c@d.example' }],
		['roles', { permissions: { 'posts:publish': 'always' } }],
		['posts', { body: words('x'), filing: { rules: 'Sales' } }],
		['settings', { key: 'sso', value: {} }],
		['settings', { key: 'audit', value: {} }],
		['settings', { key: 'entryRoles', value: {} }],
		['settings', { key: 'backdoor', value: {} }],
		['settings', { key: 'access', value: { visibility: 'open' } }],
		['files', { ...file, state: 'uploading' }],
		['files', { ...file, kind: 'video' }],
		['files', { ...file, kind: 'picture', mime: 'image/svg+xml' }],
		['guidelines', { rules: [{ id: newId(), title: '', text: '' }] }],
		['look_versions', { site: { css: {} } }],
		['member_roles', { source: 'sso:everybody' }],
		['space_members', { source: 'me' }],
		['scoped_roles', { source: 'me' }],
		['tiers', { benefits: [''], entitlements: [] }],
		['tiers', { benefits: [], entitlements: [{ kind: 'role', roleId: 'owner' }] }],
		['tiers', { benefits: [], entitlements: [{ kind: 'limit', key: 'memberBytes', amount: -1 }] }],
		['prices', { other_currencies: [{ currency: 'xxz', amount: 1 }] }],
	];
	for (const [table, row] of hostile)
		expect([table, await refusalOf(table, row)]).toEqual([table, 'archives.bad_row']);
});

test('no row has more columns than its table, or fewer', async () => {
	const row = { ...file, storage_key: 'other/files/1' };
	const columns = Object.keys(file);
	expect(await outcomeOf(check('files', row, columns))).toBe('archives.strange_column');
	expect(await outcomeOf(check('files', file, [...columns, 'bytes']))).toBe(
		'archives.strange_column',
	);
	const line = '{"__proto__": {"isStaff": true}}';
	const place = { table: 'tags', columns: new Set(['name']), communityId };
	expect(await outcomeOf(checkRow(place, line))).toBe('archives.strange_column');
	expect(await outcomeOf(checkRow(place, 'no json'))).toBe('archives.bad_row');
});
