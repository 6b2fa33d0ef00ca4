import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { seal } from '@kith/kernel/seal';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { createTestStaff } from '@kith/testing/test-staff';
import { FORMER_SEAL } from '../identity/index.ts';
import { communityCaller } from '../index.ts';
import { mail } from './index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const mailsTo = async (email: string) => {
	const mails = await installation.mailbox.list({ to: email });
	return Promise.all(mails.map(({ id }) => installation.mailbox.get(id)));
};

/** Hands the job that a wish for an address asks for to its mail, twice, as the queue may. */
async function send(email: string, code: string, realm = here.id): Promise<void> {
	const { services, clock } = installation;
	const payload = {
		...{ realm, email, locale: 'de' },
		sealedCode: seal(services.secret, 'mailed address code', code),
		expiresAt: new Date(clock.now().getTime() + 600_000).toISOString(),
	};
	for (let round = 0; round < 2; round++)
		await mail.jobs['send-address-code'].run(services, payload);
}

async function bannedAddress(): Promise<string> {
	const { memberId, email } = await here.member('member', `Member ${newId().slice(-12)}`);
	const { restrictions } = communityCaller(await here.as(await founderOf(here)));
	await restrictions.ban({ memberId, contributions: 'anonymise', reason: 'Spam.', hours: null });
	return email.replace('@', '+again@');
}

test('a free address gets the code, once', async () => {
	const email = `${newId()}@example.org`;
	await send(email, '120034');
	const mails = await mailsTo(email);
	expect(mails).toHaveLength(1);
	expect(mails[0]?.subject).toBe(`120034 ist dein Code für ${here.community.name}`);
	expect(mails[0]?.text).toContain('Deine neue Adresse');
});

test('an address that is taken or kept out hears once a day that somebody wanted it, and gets no code', async () => {
	const { email: taken } = await here.member('member', 'Tess');
	const { email: staff } = await createTestStaff(installation);
	for (const [email, realm] of [
		[taken, here.id],
		[await bannedAddress(), here.id],
		[staff, 'platform'],
	] as const) {
		await send(email, '560078', realm);
		await send(email, '910012', realm);
		const mails = await mailsTo(email);
		expect(mails).toHaveLength(1);
		expect(mails[0]?.text).toContain('Diese Adresse lässt sich nicht verwenden');
		expect(`${mails[0]?.subject} ${mails[0]?.text}`).not.toMatch(/560078|910012/);
		installation.clock.advance(86_400);
		await send(email, '340056', realm);
		expect(await mailsTo(email)).toHaveLength(2);
	}
	// A member's address is a stranger's in the studio.
	await send(taken, '780090', 'platform');
	expect((await mailsTo(taken))[0]?.subject).toContain('780090');
});

test('the address that an account had is told, in its owner’s language, and learns no more than the mask', async () => {
	const { services } = installation;
	const { userId, memberId } = await here.member('member', 'Mia');
	const locale = here.db.updateTable('members').set({ locale: 'de', timeZone: 'Asia/Tokyo' });
	await locale.where('id', '=', memberId).execute();
	const former = `${newId()}@example.org`;
	const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
	await mail.jobs['mail-address-changed'].run(services, {
		...{ realm: here.id, userId, at: '2026-03-01T20:00:00.000Z', userAgent, ip: '203.0.113.77' },
		sealedAddress: seal(services.secret, FORMER_SEAL, former),
		sealedNew: seal(services.secret, FORMER_SEAL, 'mia.new@example.net'),
		locale: null,
	});
	const [told] = await mailsTo(former);
	expect(told?.subject).toBe(`Deine Adresse wurde geändert · ${here.community.name}`);
	expect(told?.text).toContain('m…@example.net');
	expect(told?.text).not.toContain('mia.new');
	expect(told?.text).toMatch(/2\. März 2026.*05:00:00/);
	expect(told?.text).toContain('mit Firefox unter Linux, ungefähr von 203.0.113.…');
});
