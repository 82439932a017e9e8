'use client';

import { useState } from 'react';
import { useSendFeedback } from '#lib/queries/feedback.ts';
import type { FeedbackInput } from '#lib/onboarding/feedback/contract.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { TextField } from '#components/ui/field.tsx';

const RATINGS = [
  { rating: 'good', title: 'Went well' },
  { rating: 'ok', title: 'It was all right' },
  { rating: 'bad', title: 'It was hard' },
] as const;

/** One tap says how a step went, or the whole way; words and the wish for a session if wanted. */
export function FeedbackBar({ onboardingId, step }: { onboardingId: string; step: FeedbackInput['step'] }) {
  const isWhole = step === 'whole-journey';
  const send = useSendFeedback(onboardingId);
  const [rating, setRating] = useState<(typeof RATINGS)[number]['rating']>();
  const [words, setWords] = useState('');
  const [wantsSession, setWantsSession] = useState(false);
  const [isClosed, setClosed] = useState(false);
  if (isClosed)
    return (
      <p role="status" className="text-ink-soft">
        Thank you. Your words reached the team.
      </p>
    );
  return (
    <section
      aria-label={isWhole ? 'Feedback on the whole way' : 'Feedback on this step'}
      className="border-t border-line pt-5"
    >
      <div className="flex flex-wrap items-center gap-2">
        <span className="mr-1 text-ink-soft">
          {isWhole ? 'How was the whole way for you?' : 'How is this step for you?'}
        </span>
        {RATINGS.map((option) => (
          <Button
            key={option.rating}
            look={rating === option.rating ? 'primary' : 'secondary'}
            aria-pressed={rating === option.rating}
            onPress={() => {
              setRating(option.rating);
              send.mutate({ step, rating: option.rating, words: '' });
            }}
          >
            {option.title}
          </Button>
        ))}
      </div>
      {rating && (
        <form
          className="mt-3 flex max-w-xl flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate({ step, rating, words, wantsSession }, { onSuccess: () => setClosed(true) });
          }}
        >
          <TextField
            label="Anything you want to add? (optional)"
            value={words}
            onChange={setWords}
            rows={3}
            maxLength={2000}
          />
          <Checkbox
            isSelected={wantsSession}
            onChange={setWantsSession}
            detail="The people who run the program write to you to find a time."
          >
            I would like to talk about it
          </Checkbox>
          <Button type="submit" isBusy={send.isPending} className="self-start">
            Send
          </Button>
          {send.error && (
            <p role="alert" className="text-bad">
              Your feedback could not be saved. Try again.
            </p>
          )}
        </form>
      )}
    </section>
  );
}
