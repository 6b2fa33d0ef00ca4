import * as z from 'zod';
import { communityProcedure, communityRouter, platformProcedure, platformRouter } from '../trpc.ts';
import { addPasskey } from './add-passkey.ts';
import { confirmTotp } from './confirm-totp.ts';
import {
	AddPasskey,
	ConfirmTotp,
	NewCodes,
	OwnFactors,
	PasskeyOptions,
	RemovePasskey,
	RenamePasskey,
	TotpSetup,
} from './factors.schema.ts';
import { startPasskey } from './passkey-options.ts';
import { readFactors } from './read-factors.ts';
import { removePasskey } from './remove-passkey.ts';
import { removeTotp } from './remove-totp.ts';
import { renamePasskey } from './rename-passkey.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { readTotpSetup, startTotp } from './start-totp.ts';

export const factorsRouter = communityRouter({
	own: communityProcedure.output(OwnFactors).query(({ ctx }) => readFactors(ctx)),
	appSetup: communityProcedure.output(TotpSetup).query(({ ctx }) => readTotpSetup(ctx)),
	confirmApp: communityProcedure
		.input(ConfirmTotp)
		.output(NewCodes)
		.mutation(({ ctx, input }) => confirmTotp(ctx, input)),
	removeApp: communityProcedure.output(z.void()).mutation(({ ctx }) => removeTotp(ctx)),
	renewCodes: communityProcedure.output(NewCodes).mutation(({ ctx }) => renewRecoveryCodes(ctx)),
	startPasskey: communityProcedure.output(PasskeyOptions).mutation(({ ctx }) => startPasskey(ctx)),
	addPasskey: communityProcedure
		.input(AddPasskey)
		.output(NewCodes)
		.mutation(({ ctx, input }) => addPasskey(ctx, input)),
	renamePasskey: communityProcedure
		.input(RenamePasskey)
		.output(z.void())
		.mutation(({ ctx, input }) => renamePasskey(ctx, input)),
	removePasskey: communityProcedure
		.input(RemovePasskey)
		.output(z.void())
		.mutation(({ ctx, input }) => removePasskey(ctx, input)),
	startApp: communityProcedure.output(z.void()).mutation(({ ctx }) => startTotp(ctx)),
});

export const staffFactorsRouter = platformRouter({
	own: platformProcedure.output(OwnFactors).query(({ ctx }) => readFactors(ctx)),
	appSetup: platformProcedure.output(TotpSetup).query(({ ctx }) => readTotpSetup(ctx)),
	confirmApp: platformProcedure
		.input(ConfirmTotp)
		.output(NewCodes)
		.mutation(({ ctx, input }) => confirmTotp(ctx, input)),
	removeApp: platformProcedure.output(z.void()).mutation(({ ctx }) => removeTotp(ctx)),
	renewCodes: platformProcedure.output(NewCodes).mutation(({ ctx }) => renewRecoveryCodes(ctx)),
	startPasskey: platformProcedure.output(PasskeyOptions).mutation(({ ctx }) => startPasskey(ctx)),
	addPasskey: platformProcedure
		.input(AddPasskey)
		.output(NewCodes)
		.mutation(({ ctx, input }) => addPasskey(ctx, input)),
	renamePasskey: platformProcedure
		.input(RenamePasskey)
		.output(z.void())
		.mutation(({ ctx, input }) => renamePasskey(ctx, input)),
	removePasskey: platformProcedure
		.input(RemovePasskey)
		.output(z.void())
		.mutation(({ ctx, input }) => removePasskey(ctx, input)),
	startApp: platformProcedure.output(z.void()).mutation(({ ctx }) => startTotp(ctx)),
});
