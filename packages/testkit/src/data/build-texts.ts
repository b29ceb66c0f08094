/** A labelled text of a test. */
export interface TestText {
  readonly name: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly dataset?: 'train' | 'test';
  readonly language?: string;
}

const words = {
  billing: ['invoice', 'charged', 'refund', 'payment', 'receipt', 'subscription', 'price', 'card'],
  shipping: ['parcel', 'delivery', 'courier', 'tracking', 'address', 'late', 'package', 'arrived'],
  account: ['password', 'login', 'email', 'locked', 'username', 'reset', 'profile', 'sign'],
} as const;

const fillers = [
  'please',
  'the',
  'my',
  'again',
  'yesterday',
  'cannot',
  'help',
  'with',
  'about',
  'order',
  'still',
  'since',
];

export const classNames = Object.keys(words) as (keyof typeof words)[];

/** A linear congruential generator. The same start gives the same numbers. */
export function createNumbers(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A text about one of the classes. */
export function sentence(className: keyof typeof words, pick: (below: number) => number, length = 12): string {
  const all = words[className];
  return Array.from({ length }, () => (pick(2) === 0 ? all[pick(all.length)] : fillers[pick(fillers.length)])).join(
    ' ',
  );
}

/** Single-label texts, spread evenly over three classes. */
export function buildTexts(count: number, part: Partial<TestText> = {}, length = 12): TestText[] {
  const pick = createNumbers(count);
  return Array.from({ length: count }, (_, index) => {
    const className = classNames[index % classNames.length] ?? 'billing';
    const name = `doc-${String(index).padStart(6, '0')}.txt`;
    return { name, text: sentence(className, pick, length), labels: [className], ...part };
  });
}

/** Texts of many different words. 5,000 of them take some seconds to train. */
export function buildSlowTexts(count: number): TestText[] {
  const pick = createNumbers(7);
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: 150 }, () => `w${pick(30_000).toString(36)}`);
    return {
      name: `slow-${index}`,
      text: words.join(' '),
      labels: [classNames[index % classNames.length] ?? 'billing'],
    };
  });
}
