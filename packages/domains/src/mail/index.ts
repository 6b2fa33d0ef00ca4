import * as z from 'zod';
import type { Services } from '../context.ts';
import type { Domain } from '../domain.ts';
import { mailAddressChanged, sendAddressCode } from './address-mail.ts';
import { mailAudience } from './announcement-mail.ts';
import { mailArchiveReady } from './archive-mail.ts';
import { mailClosing } from './closing-mail.ts';
import { mailExplorations } from './exploration-mail.ts';
import { mailGift } from './gift-mail.ts';
import { mailVoters } from './idea-mail.ts';
import { mailMergedVoters } from './merged-idea-mail.ts';
import { mailInvitations } from './invitation-mail.ts';
import { mailConsumers } from './mail.consumers.ts';
import { mailRouter } from './mail.router.ts';
import { mailOwnership } from './ownership-mail.ts';
import { mailPlanNews, mailPlanUsage } from './plan-mail.ts';
import { mailSaleNews } from './sale-mail.ts';
import { mailSeats } from './seat-mail.ts';
import { mailSecurityNotice } from './security-mail.ts';
import { mailStaffInvitation } from './staff-invitation-mail.ts';
import { mailRequests } from './member-mail.ts';
import { sendCode } from './send-code.ts';
import { mailWaiting } from './waiting-mail.ts';
import { mailWeek } from './week-mail.ts';

export type { Brand } from './letter.ts';
export type { MailKind, MailProps } from './write-letter.ts';

const Requests = z.strictObject({ communityId: z.string(), until: z.iso.datetime() });
const Waiting = z.strictObject({ communityId: z.string(), at: z.iso.datetime() });

export const mail = {
	router: mailRouter,
	jobs: {
		'send-code': { run: sendCode },
		'send-address-code': { run: sendAddressCode },
		'mail-security-notice': { run: mailSecurityNotice },
		'mail-address-changed': { run: mailAddressChanged },
		'mail-requests': {
			run: (services: Services, payload: unknown) =>
				mailRequests(services, Requests.parse(payload)),
		},
		'mail-waiting': {
			run: (services: Services, payload: unknown) => mailWaiting(services, Waiting.parse(payload)),
		},
		'mail-archive-ready': { run: mailArchiveReady },
		'mail-closing': { run: mailClosing },
		'mail-invitations': { run: mailInvitations },
		'mail-voters': { run: mailVoters },
		'mail-merged-voters': { run: mailMergedVoters },
		'mail-staff-invitation': { run: mailStaffInvitation },
		'mail-plan': { run: mailPlanNews },
		'mail-usage': { run: mailPlanUsage },
		'mail-gift': { run: mailGift },
		'mail-sale': { run: mailSaleNews },
		'mail-seats': { run: mailSeats },
		'mail-ownership': { run: mailOwnership },
		'mail-audience': { run: mailAudience },
		'mail-week': { run: mailWeek },
		'mail-explorations': { run: mailExplorations },
	},
	consumers: mailConsumers,
} as const satisfies Domain;
