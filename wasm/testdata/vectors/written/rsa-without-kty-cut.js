{ n: '0ny9DfzZGEy589nf8poR490vJNpNdTMvOB8h6Oh-...', e: 'AQAB' }
