import { expect, test, vi } from 'vitest';
import type { Bus, BusMessage } from './bus.ts';

const joined = (number: number): BusMessage => ({
	topic: 'members.joined',
	communityId: 'c0mmun1ty000',
	data: { number },
});

/** What every bus must do; `makeBus` gives a fresh one for each rule. */
export function busContract(makeBus: () => Promise<Bus>): void {
	const withBus = (sentence: string, check: (bus: Bus) => Promise<void>) =>
		test(sentence, async () => {
			const bus = await makeBus();
			try {
				await check(bus);
			} finally {
				await bus.close();
			}
		});

	withBus('every subscriber hears a message once, with all it carried', async (bus) => {
		const first: BusMessage[] = [];
		const second: BusMessage[] = [];
		bus.subscribe((message) => first.push(message));
		bus.subscribe((message) => second.push(message));
		const message = {
			topic: 'posts.published',
			communityId: null,
			data: { text: 'naïve "日本" \u0000' },
		};
		await bus.publish(message);
		await vi.waitFor(() => expect([first, second]).toEqual([[message], [message]]));
	});

	withBus('messages of one publisher arrive in the order they were sent', async (bus) => {
		const heard: unknown[] = [];
		bus.subscribe(({ data }) => heard.push(data['number']));
		for (let number = 0; number < 200; number += 1) await bus.publish(joined(number));
		await vi.waitFor(() => expect(heard).toEqual(Array.from({ length: 200 }, (_, index) => index)));
	});

	withBus('who unsubscribed hears nothing more', async (bus) => {
		const left: BusMessage[] = [];
		const stayed: BusMessage[] = [];
		const leave = bus.subscribe((message) => left.push(message));
		bus.subscribe((message) => stayed.push(message));
		leave();
		await bus.publish(joined(1));
		await vi.waitFor(() => expect(stayed).toHaveLength(1));
		expect(left).toEqual([]);
	});

	withBus('a listener that throws does not silence the others', async (bus) => {
		const heard: BusMessage[] = [];
		bus.subscribe(() => {
			throw new Error('a broken listener');
		});
		bus.subscribe((message) => heard.push(message));
		await bus.publish(joined(1));
		await bus.publish(joined(2));
		await vi.waitFor(() => expect(heard).toHaveLength(2));
	});

	withBus('7,500 bytes pass and one more is refused', async (bus) => {
		const heard: BusMessage[] = [];
		bus.subscribe((message) => heard.push(message));
		const sized = (bytes: number): BusMessage => {
			const empty = { topic: 't', communityId: null, data: { text: '' } };
			const room = bytes - Buffer.byteLength(JSON.stringify(empty));
			return { ...empty, data: { text: 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2) } };
		};
		await expect(bus.publish(sized(7_501))).rejects.toMatchObject({
			code: 'bus.message_too_large',
		});
		await bus.publish(sized(7_500));
		await vi.waitFor(() => expect(heard).toEqual([sized(7_500)]));
	});

	withBus('a listener cannot change what the next one hears on another message', async (bus) => {
		const data = { number: 1 };
		const heard: unknown[] = [];
		bus.subscribe((message) => heard.push(message.data['number']));
		await bus.publish({ topic: 't', communityId: null, data });
		data.number = 2;
		await vi.waitFor(() => expect(heard).toEqual([1]));
	});

	test('a closed bus refuses to publish, and closing twice is fine', async () => {
		const bus = await makeBus();
		await bus.close();
		await bus.close();
		await expect(bus.publish(joined(1))).rejects.toMatchObject({ code: 'bus.unavailable' });
	});
}
