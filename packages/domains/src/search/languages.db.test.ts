import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import type { Locale } from '@kith/kernel/locales';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { editPost, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import { configsOf } from './configs-of.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

/** Whom the site speaks to in a language, as they chose it themselves. */
async function speaking(locale: Locale, name: string, there = here) {
	const who = await there.member('member', name);
	const { members } = communityCaller(await there.as(who));
	const { version, handle, bio, avatarFileId } = await members.me();
	await members.updateProfile({ version, handle, name, bio, avatarFileId, locale });
	installation.services.snapshots.drop(there.id);
	return who;
}
const reading = async (there = here) => there.as(await founderOf(there));
const post = async (ctx: CommunityContext, title: string, text = 'Text') => {
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	return (await publishPost(ctx, { id: newId(), spaceId, title, body: words(text) })).postId;
};
const found = async (ctx: CommunityContext, text: string) =>
	(await communityCaller(ctx).search.find({ text })).items.map(({ id }) => id);
async function speak(there: TestCommunity, locale: Locale) {
	const { communities } = communityCaller(await reading(there));
	const { timeZone, hourCycle, languages } = (await communities.face()).localization;
	await communities.updateLocalization({ locale, timeZone, hourCycle, languages });
	installation.services.snapshots.drop(there.id);
	const community = await installation.services.directory.byId(there.id);
	if (!community) throw new Error('the community is gone');
	Object.assign(there.community, community);
}

test('what somebody writes is found by the forms of their own language and of the community’s', async () => {
	const reader = await reading();
	expect(configsOf(reader)).toEqual(['english', 'simple']);
	const fay = await here.as(await speaking('fr', 'Fay'));
	const french = await post(fay, 'Les chevaux marchaient lentement');
	const english = await post(fay, 'Horses were walking');
	const later = await reading();
	expect(configsOf(later)).toEqual(['english', 'french', 'simple']);
	expect(await found(later, 'cheval marcher')).toEqual([french]);
	expect(await found(later, 'horse walks')).toEqual([english]);
	expect(await found(later, 'marchaient -cheval')).toEqual([]);
	const id = newId();
	const body = words('Nous mangerions volontiers');
	await publishComment(fay, { id, postId: french, parentId: null, body });
	expect(await found(later, 'manger')).toEqual([id]);
	const version = 1;
	const edit = { title: 'Les journaux', body: words('Text') };
	await editPost(fay, { postId: french, version, ...edit });
	expect([await found(later, 'journal'), await found(later, 'cheval')]).toEqual([[french], []]);
	// Whoever writes as the community does has their words once.
	const plain = await post(later, 'Les animaux');
	expect(await found(later, 'animal')).not.toContain(plain);
});

test('after a change of language what was written before is found in every form, as is what comes after', async () => {
	const there = await createTestCommunity(installation);
	const english = await post(await reading(there), 'Proofing the loaves');
	await speak(there, 'de');
	const german = await post(await reading(there), 'Zwei Katzen schliefen');
	expect(configsOf(await reading(there))).toEqual(['german', 'english', 'simple']);
	expect(await found(await reading(there), 'proofed loaf OR proofed')).toEqual([english]);
	expect(await found(await reading(there), 'Katze')).toEqual([german]);
	const alike = await communityCaller(await reading(there)).search.similar({
		title: 'Proofed a loave',
	});
	expect(alike.map(({ postId }) => postId)).toContain(english);
	await speak(there, 'en');
	expect(await found(await reading(there), 'Katze')).toEqual([german]);
	await speak(there, 'de');
	await speak(there, 'ja');
	expect(configsOf(await reading(there))).toEqual(['simple', 'german', 'english']);
});

test('however many languages there are, a search asks in six at the most, and another community in its own', async () => {
	for (const locale of ['ar', 'de', 'en', 'es', 'fr', 'ja'] as const)
		await speaking(locale, `Speaker of ${locale}`);
	const configs = configsOf(await reading());
	expect(configs).toHaveLength(6);
	const { rows } = await installation.owner.query<{ version: number }>(
		`select version from c_${here.id}.settings where key = 'searchLanguages'`,
	);
	// French was there, English is the community's own and Japanese has no stems.
	expect(rows).toEqual([{ version: 5 }]);
	await speaking('de', 'Another one');
	expect(configsOf(await reading())).toEqual(configs);
	const elsewhere = await createTestCommunity(installation);
	expect(configsOf(await reading(elsewhere))).toEqual(['english', 'simple']);
});
