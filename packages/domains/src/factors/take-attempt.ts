import { realmOf, type RealmContext } from '../realm.ts';

/** Guesses at one person's second factor: ten in a quarter of an hour, thirty a day, whoever makes them. */
// authorize: called by verbs that are about to compare a code.
export async function takeFactorAttempt(ctx: RealmContext, userId: string): Promise<void> {
	const { limiter } = ctx.services;
	const key = `factor ${realmOf(ctx).id} ${userId}`;
	await limiter.take(key, 10, 900);
	await limiter.take(key, 30, 86_400);
}
