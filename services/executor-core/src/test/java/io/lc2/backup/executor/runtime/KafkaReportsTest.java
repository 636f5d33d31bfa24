package io.lc2.backup.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.domain.Progress;
import io.lc2.backup.domain.Provider;
import io.lc2.backup.domain.operation.StepReport;
import io.lc2.backup.domain.operation.StepReport.StepAttempt;
import io.lc2.backup.domain.plan.StepKind;
import io.lc2.backup.executor.LoopFixtures;
import io.lc2.backup.messaging.codec.Signal;
import io.lc2.backup.messaging.topics.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaReportsTest {

    private static final StepAttempt ATTEMPT = LoopFixtures.attempt("b-1", StepKind.DUMP_DATABASE, 2);
    private static final StepReport RESULT = new StepReport.Stopped(ATTEMPT);

    @Test
    void writesAResultToItsProjectAndSaysThatItArrived() {
        MockProducer<String, Signal> producer = producer(true);

        assertThat(reports(producer).conclude(RESULT, null)).isTrue();

        ProducerRecord<String, Signal> record = producer.history().getFirst();
        assertThat(record.topic()).isEqualTo(Topics.signals(Provider.LOCAL).name());
        assertThat(record.key()).isEqualTo(ATTEMPT.project().value());
        assertThat(record.value()).isEqualTo(new Signal.ReportSignal(RESULT, LoopFixtures.T0));
    }

    @Test
    void saysThatAResultDidNotArriveAndCountsIt() {
        MockProducer<String, Signal> producer = producer(false);
        KafkaReports reports = reports(producer);

        CompletableFuture<Boolean> arrived = CompletableFuture.supplyAsync(() -> reports.conclude(RESULT, null));
        while (!arrived.isDone()) {
            producer.errorNext(new TimeoutException("broker away"));
            Thread.onSpinWait();
        }

        assertThat(arrived).isCompletedWithValue(false);
        assertThat(reports.undelivered()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForAHeartbeat() {
        MockProducer<String, Signal> producer = producer(false);

        reports(producer).tell(new StepReport.Progressed(ATTEMPT, Progress.NONE, null), null);

        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void countsWhatCannotBeSentAtAll() {
        MockProducer<String, Signal> producer = producer(true);
        producer.close();
        KafkaReports reports = reports(producer);

        assertThat(reports.conclude(RESULT, null)).isFalse();
        assertThat(reports.undelivered()).isEqualTo(1);
    }

    private static MockProducer<String, Signal> producer(boolean completesByItself) {
        Serializer<Signal> none = (topic, signal) -> new byte[0];
        return new MockProducer<>(completesByItself, null, new StringSerializer(), none);
    }

    private static KafkaReports reports(MockProducer<String, Signal> producer) {
        return new KafkaReports(producer, Provider.LOCAL, () -> LoopFixtures.T0, Duration.ofSeconds(10), "/lc2/test");
    }
}
