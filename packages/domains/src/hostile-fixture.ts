import { TRPCError } from '@trpc/server';
import { AppError } from '@kith/kernel/errors';

/** The stable code of a refusal, null for none; anything that is no refusal of ours is thrown on. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string | null> {
	try {
		await attempt;
		return null;
	} catch (error) {
		if (!(error instanceof TRPCError) || error.code === 'INTERNAL_SERVER_ERROR') throw error;
		return error.cause instanceof AppError ? error.cause.code : 'input.invalid';
	}
}
