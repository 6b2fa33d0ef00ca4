import type { FirstStep, QuestionKind } from '@kith/domains/onboarding/schema';
import { m } from '#lib/paraglide/messages.js';

export const KIND_WORDS: Readonly<Record<QuestionKind, () => string>> = {
	one: m.onboarding_kind_one,
	many: m.onboarding_kind_many,
	field: m.onboarding_kind_field,
};

export const STEP_WORDS: Readonly<Record<FirstStep, () => string>> = {
	photo: m.onboarding_step_photo,
	about: m.onboarding_step_about,
	follow: m.onboarding_step_follow,
	introduce: m.onboarding_step_introduce,
	reply: m.onboarding_step_reply,
};
