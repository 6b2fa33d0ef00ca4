import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSeconds } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { media } from '../media/index.ts';
import type { Site } from './design.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
});
beforeEach(async () => {
	here = await createTestCommunity(installation);
	admin = await here.member('admin', 'Ada');
});
afterAll(() => installation.close());

const design = async (who = admin) => communityCaller(await here.as(who)).design;
const look = async (change: Partial<Site['look']>, who = admin) => {
	const api = await design(who);
	const { draft, versions } = await api.get();
	const value = { ...draft.look, ...change };
	return api.saveDraft({ section: 'look', basedOn: versions.look, value });
};
const publish = async (note = '') => {
	const api = await design();
	return api.publish({ stamp: (await api.get()).stamp, note });
};
const sweep = () =>
	media.jobs['sweep-community-files'].run(installation.services, { communityId: here.id });
const seen = async () => communityCaller(await here.as(null)).communities.face();

test('a design is tried in the preview alone, and published as a version with how it was before', async () => {
	const before = (await seen()).look;
	await look({ brand: '#0f766e', accent: '#b45309' });
	expect((await seen()).look).toEqual(before);
	const tried = await (await design()).get();
	expect(tried.changed).toEqual(['look']);
	expect(await publish('Teal')).toEqual({ version: 2 });
	expect((await seen()).look).toMatchObject({ brand: '#0f766e', accent: '#b45309' });
	const versions = await (await design()).versions();
	expect(versions).toMatchObject([
		{ version: 2, note: 'Teal', changed: ['look'], publisher: 'Ada', isFirst: false },
		{ version: 1, changed: [], publisher: null, isFirst: true },
	]);
	expect(await outcomeOf(publish())).toBe('design.nothing_changed');
});

test('a version is compared with the one before, and comes back as a draft', async () => {
	await look({ brand: '#0f766e' });
	await publish();
	await look({ brand: '#be123c' });
	await publish();
	const api = await design();
	const shown = await api.version({ version: 3 });
	expect([shown.before?.look.brand, shown.site.look.brand]).toEqual(['#0f766e', '#be123c']);
	await api.restore({ version: 2 });
	expect((await seen()).look.brand).toBe('#be123c');
	const { draft, changed } = await (await design()).get();
	expect([draft.look.brand, changed]).toEqual(['#0f766e', ['look']]);
	expect(await publish('Back')).toEqual({ version: 4 });
	expect((await seen()).look.brand).toBe('#0f766e');
	await look({ brand: '#000000' });
	await (await design()).discard();
	expect((await (await design()).get()).changed).toEqual([]);
});

test('of two who save upon one version the later one is told, in this section alone', async () => {
	const other = await here.member('admin', 'Bea');
	const api = await design();
	const { draft, versions, stamp } = await api.get();
	await look({ brand: '#0f766e' }, other);
	const late = api.saveDraft({ section: 'look', basedOn: versions.look, value: draft.look });
	expect(await outcomeOf(late)).toBe('design.draft_changed');
	expect(await outcomeOf(api.publish({ stamp, note: '' }))).toBe('design.draft_changed');
	const mail = { ...draft.mail, footer: 'Harbour street 1' };
	await api.saveDraft({ section: 'mail', basedOn: versions.mail, value: mail });
	const outcomes = await Promise.all(['1', '2'].map(() => outcomeOf(publish())));
	expect(outcomes.toSorted()).toEqual(['design.nothing_changed', 'done']);
	expect(await (await design()).versions()).toHaveLength(2);
});

test('fifty versions are kept however old, and all of the last year', async () => {
	const year = 366 * 86_400;
	await look({ brand: '#000001' });
	await publish();
	const row = { site: JSON.stringify((await (await design()).get()).published), note: '' };
	const old = addSeconds(installation.clock.now(), -year);
	await here.db
		.insertInto('lookVersions')
		.values(
			Array.from({ length: 60 }, (_, index) => ({
				...{ ...row, version: 3 + index, changed: ['look'] },
				publishedAt: index < 50 ? old : installation.clock.now(),
			})),
		)
		.execute();
	await look({ brand: '#000002' });
	expect(await publish()).toEqual({ version: 63 });
	const versions = await (await design()).versions();
	expect(versions.map(({ version }) => version)).toEqual([
		...Array.from({ length: 50 }, (_, index) => 63 - index),
		...[2, 1],
	]);
});

test('pictures of others are refused; those of a version stay as long as it does', async () => {
	const fileId = newId();
	const file = { purpose: 'brand', name: 'x', mime: 'image/webp', bytes: 1, width: 1, height: 1 };
	const createdAt = addSeconds(installation.clock.now(), -2 * 86_400);
	await here.db
		.insertInto('files')
		.values({ id: fileId, ...file, storageKey: `${here.id}/files/${fileId}`, createdAt })
		.execute();
	expect(await outcomeOf(look({ coverFileId: newId() }))).toBe('media.foreign_picture');
	await look({ coverFileId: fileId });
	await publish();
	await look({ coverFileId: null });
	await publish();
	await sweep();
	const files = here.db.selectFrom('files').select('id').where('id', '=', fileId);
	expect(await files.execute()).toHaveLength(1);
	await here.db.deleteFrom('lookVersions').execute();
	await sweep();
	expect(await files.execute()).toHaveLength(0);
});

test('a style sheet is kept as it was typed, and worn as far as it may be', async () => {
	const api = await design();
	const { versions } = await api.get();
	const source = '.x { color: red }\n.y { position: fixed }';
	const value = { source };
	const saved = await api.saveDraft({ section: 'css', basedOn: versions.css, value });
	expect(saved.refusals).toMatchObject([{ line: 2, reason: 'fixed' }]);
	await publish();
	const { snapshot } = await here.as(null);
	expect(snapshot.site.css.source).toBe(source);
	expect(snapshot.site.css.css).not.toContain('fixed');
	await (await design()).restore({ version: 2 });
	expect((await (await design()).get()).draft.css.css).toBe(snapshot.site.css.css);
});

test('who published is forgotten with them', async () => {
	await look({ brand: '#0f766e' });
	await publish();
	await communityCaller(await here.as(admin)).members.leave({ contributions: 'anonymise' });
	const other = await here.member('admin', 'Bea');
	const versions = await (await design(other)).versions();
	expect(JSON.stringify(versions)).not.toContain('Ada');
});

test('a test of a mail goes to whoever asks, in the design being tried', async () => {
	const { mail } = communityCaller(await here.as(admin));
	const api = await design();
	const { draft, versions } = await api.get();
	const value = { ...draft.mail, header: 'band' as const, color: '#be123c', footer: 'Pier 7' };
	await api.saveDraft({ section: 'mail', basedOn: versions.mail, value });
	const asked = { kind: 'welcome' as const, locale: 'de' };
	const { html } = await communityCaller(await here.as(admin)).mail.preview({
		...{ ...asked, scheme: 'dark' },
	});
	expect(html).toContain('Pier 7');
	expect(html).toContain('#be123c');
	expect(html).toContain('@media all');
	expect(await mail.sendTest(asked).catch((error: Error) => error.message)).toEqual({
		to: admin.email,
	});
});
