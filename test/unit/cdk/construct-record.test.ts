import { CfnResource, Stack } from 'aws-cdk-lib';
import { knownRecordOf, recordOf } from '../../../src/cdk/construct-record';
import { testApp } from '../../support/app';

test('a construct has one record, which begins when something is known of it', () => {
  const stack = new Stack(testApp(), 'Shop');
  expect(knownRecordOf(stack)).toBeUndefined();
  const record = recordOf(stack);
  expect(recordOf(stack)).toBe(record);
  expect(knownRecordOf(stack)).toBe(record);
  expect(knownRecordOf(new CfnResource(stack, 'R', { type: 'AWS::SNS::Topic' }))).toBeUndefined();
});

test('nothing of it is in the construct: the tree and the metadata are as they were', () => {
  const stack = new Stack(testApp(), 'Shop');
  const before = [Reflect.ownKeys(stack), stack.node.metadata.length];
  recordOf(stack).isHooked = true;
  expect([Reflect.ownKeys(stack), stack.node.metadata.length]).toEqual(before);
});
