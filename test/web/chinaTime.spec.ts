import { expect } from 'chai';
import {
  clockLabel,
  dateLabel,
  dayLabel,
  fromPicker,
  sameDay,
  shortLabel,
  timeLabel,
  toPicker,
} from '../../src/web/lib/chinaTime.ts';

describe('times in China', () => {
  const now = '2026-11-20T01:12:00.000Z';

  it('shows the sandbox clock', () => {
    expect(clockLabel(now)).to.equal('11月20日(周五)09:12');
    expect(clockLabel('2026-11-20T16:30:00Z')).to.equal('11月21日(周六)00:30');
    expect(clockLabel('nonsense')).to.equal('');
  });

  it('names the year only when it is another one', () => {
    expect(dayLabel('2026-01-01T02:00:00Z', now)).to.equal('1月1日(周四)');
    expect(dayLabel('2025-12-31T15:59:00Z', now)).to.equal('2025年12月31日(周三)');
    expect(dayLabel('2025-12-31T16:00:00Z', now)).to.equal('1月1日(周四)');
  });

  it('reads what a date field holds', () => {
    expect(dateLabel('2026-12-05')).to.equal('2026年12月5日(周六)');
    expect(dateLabel('some day')).to.equal('some day');
  });

  it('fills a field for date and time and reads it, wherever the browser is', () => {
    expect(toPicker('2026-11-20T16:30:45.678Z')).to.equal('2026-11-21T00:30');
    expect(fromPicker('2026-11-21T00:30')).to.equal('2026-11-20T16:30:00.000Z');
    expect([toPicker(''), fromPicker('')]).to.deep.equal(['', undefined]);
  });

  it('is short in the chat list', () => {
    expect(shortLabel('2026-11-19T16:05:00Z', now)).to.equal('00:05');
    expect(shortLabel('2026-11-19T15:59:00Z', now)).to.equal('昨天');
    expect(shortLabel('2026-11-10T02:00:00Z', now)).to.equal('11月10日');
    expect(shortLabel('2024-02-29T02:00:00Z', now)).to.equal('2024-02-29');
  });

  it('changes the day at midnight in China', () => {
    expect(sameDay('2026-11-19T16:00:00Z', now)).to.equal(true);
    expect(sameDay('2026-11-19T15:59:59Z', now)).to.equal(false);
    expect(timeLabel('2026-11-19T15:59:59Z')).to.equal('23:59');
  });
});
