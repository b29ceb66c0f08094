/** Text elements of one document at most, as the hosted service has it. */
export const documentTextElements = 128_000;
