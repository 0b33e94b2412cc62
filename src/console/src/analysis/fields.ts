import { apiMoment, readMoment } from '../ui/moment.ts';
import { readBox, writeBox } from './box.ts';
import type { Field } from './question.ts';

/** What was written into a field, as the API takes it; empty for nothing. Or what is wrong with it. */
export function readField(one: Field, text: string): { readonly value: string } | { readonly wrong: string } {
  if (text === '') {
    return 'isNeeded' in one && one.isNeeded ? { wrong: `${one.label} is needed.` } : { value: '' };
  }
  switch (one.kind) {
    case 'time': {
      const read = readMoment(text);
      return 'at' in read ? { value: apiMoment(read.at) } : { wrong: `${one.label}: ${read.wrong}.` };
    }
    case 'box': {
      const box = readBox(text);
      return typeof box === 'string' ? { wrong: `${box}.` } : { value: writeBox(box) };
    }
    case 'number': {
      const number = Number(text);
      return !Number.isFinite(number) || number < one.least || number > one.most ? { wrong: `${one.label}: a number from ${one.least} to ${one.most}.` } : { value: one.isNoneAtZero && number === 0 ? '' : text };
    }
    default:
      return { value: text };
  }
}
