import { newId } from '@kith/kernel/ids';
import { EVERYONE, INSIDE, RUNNERS, type Cases } from './matrix-who.ts';

const rule = () => ({ id: newId(), title: 'Be kind', text: '' });
const LONG_AGO = 999;

/** The procedures of guidelines and of how newcomers are received. */
export const ARRIVAL_CASES: Cases = {
	'guidelines.current': { allowed: EVERYONE, input: () => ({}) },
	'guidelines.accept': { allowed: INSIDE, input: () => ({ version: 1 }) },
	'guidelines.audience': { allowed: RUNNERS, input: () => ({}) },
	'guidelines.versions': { allowed: RUNNERS, input: () => ({}) },
	/** Written upon a version that never was: nothing is published, and every actor finds the same. */
	'guidelines.publish': {
		allowed: RUNNERS,
		input: () => ({
			...{ basedOn: LONG_AGO, title: 'Rules', rules: [rule()], changes: '', mustAccept: true },
		}),
		outcome: 'guidelines.changed_meanwhile',
	},
	'guidelines.withdraw': {
		...{ allowed: RUNNERS, input: () => ({ kind: 'imprint' }) },
		outcome: 'guidelines.not_found',
	},
	'guidelines.exportAcceptances': { allowed: RUNNERS, input: () => ({}) },
	'guidelines.acceptances': { allowed: RUNNERS, input: () => ({}) },
	'onboarding.settings': { allowed: RUNNERS },
	'onboarding.save': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await stage.onboarding()), version: LONG_AGO }),
		outcome: 'onboarding.changed_meanwhile',
	},
	'onboarding.welcome': { allowed: INSIDE },
	'onboarding.answer': {
		allowed: INSIDE,
		input: async (stage) => {
			const { questions } = await stage.onboarding();
			const [question] = questions;
			const answerIds = [question?.answers[0]?.id];
			return { answers: [{ questionId: question?.id, answerIds }], fields: [] };
		},
	},
	'onboarding.finishStep': { allowed: INSIDE, input: () => ({ step: 'follow' }) },
	'onboarding.firstSteps': { allowed: INSIDE },
	'onboarding.hideFirstSteps': { allowed: INSIDE, input: () => ({ hidden: true }) },
	'onboarding.funnel': { allowed: RUNNERS },
};
