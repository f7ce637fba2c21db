import { ref } from 'vue';

interface Question {
  title: string;
  text: string;
  yes: string;
  danger: boolean;
  answer: (agreed: boolean) => void;
}

const question = ref<Question>();

/** Asks in a dialog; resolves to whether the reader agreed. */
export function useConfirm() {
  return { question, confirm };
}

function confirm(asked: { title: string; text: string; yes?: string; danger?: boolean }): Promise<boolean> {
  question.value?.answer(false);
  return new Promise((resolve) => {
    const answer = (agreed: boolean) => {
      question.value = undefined;
      resolve(agreed);
    };
    question.value = { yes: '确定', danger: false, ...asked, answer };
  });
}
