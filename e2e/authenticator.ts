import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** The code that an app with this secret shows, now or so many half minutes later. */
export function appCode(secret: string, later = 0): string {
	const bits = Array.from(secret, (letter) =>
		ALPHABET.indexOf(letter).toString(2).padStart(5, '0'),
	);
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + later));
	const digest = createHmac('sha1', key).update(counter).digest();
	const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fff_ffff;
	return String(number % 1_000_000).padStart(6, '0');
}

/** Gives a page's browser a device that keeps passkeys and whose owner is always there. */
export async function addAuthenticator(page: Page): Promise<void> {
	const client = await page.context().newCDPSession(page);
	await client.send('WebAuthn.enable');
	await client.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
			...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
		},
	});
}

/** Sets an app up on a page of security settings; ends with its recovery codes in view. */
export async function setUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
	await page.getByRole('link', { name: 'Set up an app' }).click();
	await page.getByRole('button', { name: 'Start' }).click();
	await page.getByRole('img', { name: /^Picture for the camera/ }).waitFor();
	const spelled = await page.getByText(/^(?:[A-Z2-7]{4} ?){8}$/).innerText();
	const secret = spelled.replaceAll(' ', '');
	await page.getByLabel('Code of your app').fill(appCode(secret));
	const list = page.getByRole('list', { name: 'Recovery codes' });
	await list
		.waitFor({ timeout: 5000 })
		.catch(() => page.getByRole('button', { name: 'Turn on' }).click());
	return { secret, codes: await list.getByRole('listitem').allInnerTexts() };
}
